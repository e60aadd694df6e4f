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

        // The server takes any number, within a day or not.
        return nanoseconds is >= 0 and < NanosecondsPerDay && nanoseconds % TimeSpan.NanosecondsPerTick == 0
            ? new TimeOnly(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new CqlTypeException($"{nanoseconds} ns do not fit into a TimeOnly, which has a day of 100 ns each; they can be read as long.");
    }
}
