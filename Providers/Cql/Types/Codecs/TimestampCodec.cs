using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>timestamp</c>: milliseconds since 1970 in UTC. What is finer is cut off towards the past, as every client of it does.</summary>
internal sealed class TimestampCodec : CqlCodec<DateTimeOffset>
{
    private static readonly long Min = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Max = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override void Write(DateTimeOffset value, WireBuffer to) => to.WriteInt64(value.ToUnixTimeMilliseconds());

    public override DateTimeOffset Read(ReadOnlySpan<byte> value)
    {
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(FixedSize.Of(8, value));
        return milliseconds >= Min && milliseconds <= Max
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new CqlTypeException($"{milliseconds} ms since 1970 do not fit into a DateTimeOffset; they can be read as long.");
    }
}
