using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>duration</c>: three [vint].</summary>
internal sealed class DurationCodec : CqlCodec<CqlDuration>
{
    public override void Write(CqlDuration value, WireBuffer to)
    {
        VInt.Write(value.Months, to);
        VInt.Write(value.Days, to);
        VInt.Write(value.Nanoseconds, to);
    }

    public override CqlDuration Read(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        var (months, days, nanoseconds) = (VInt.Read(ref reader), VInt.Read(ref reader), VInt.Read(ref reader));
        if (reader.Remaining != 0 || months != (int)months || days != (int)days || !CqlDuration.HaveOneSign((int)months, (int)days, nanoseconds))
            throw new CqlProtocolException($"{months} months, {days} days, {nanoseconds} ns and {reader.Remaining} bytes more are not a duration.");
        return new CqlDuration((int)months, (int)days, nanoseconds);
    }
}
