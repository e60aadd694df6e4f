using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>time</c>: nanoseconds since midnight.</summary>
internal sealed class TimeCodec : CqlCodec<TimeOnly>
{
    private const long NanosecondsPerDay = TimeSpan.TicksPerDay * TimeSpan.NanosecondsPerTick;

    public override void Write(TimeOnly value, WireBuffer to) => to.WriteInt64(value.Ticks * TimeSpan.NanosecondsPerTick);

    public override TimeOnly Read(ReadOnlySpan<byte> value)
    {
        var nanoseconds = BinaryPrimitives.ReadInt64BigEndian(FixedSize.Of(8, value));
        if (nanoseconds is < 0 or >= NanosecondsPerDay)
            throw new CqlProtocolException($"{nanoseconds} ns are not within a day.");
        return nanoseconds % TimeSpan.NanosecondsPerTick == 0
            ? new TimeOnly(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new CqlTypeException($"{nanoseconds} ns are finer than a TimeOnly, which has 100 ns; they can be read as long.");
    }
}
