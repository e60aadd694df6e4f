using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>date</c>: days, unsigned, with 1970-01-01 in the middle.</summary>
internal sealed class DateCodec : CqlCodec<DateOnly>
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public override void Write(DateOnly value, WireBuffer to) => DaysCodec.WriteDays(value.DayNumber - Epoch, to);

    public override DateOnly Read(ReadOnlySpan<byte> value)
    {
        var days = DaysCodec.ReadDays(value);
        var number = (long)days + Epoch;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new CqlTypeException($"{days} days since 1970 do not fit into a DateOnly; they can be read as int.");
    }
}

/// <summary><c>date</c> as days since 1970-01-01, negative before: all that the server can hold.</summary>
internal sealed class DaysCodec : CqlCodec<int>
{
    public static void WriteDays(int days, WireBuffer to) => to.WriteInt32(days ^ int.MinValue);

    public static int ReadDays(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt32BigEndian(FixedSize.Of(4, value)) ^ int.MinValue;

    public override void Write(int value, WireBuffer to) => WriteDays(value, to);

    public override int Read(ReadOnlySpan<byte> value) => ReadDays(value);
}
