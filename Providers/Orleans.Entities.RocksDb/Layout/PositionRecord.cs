namespace Orleans.Entities.RocksDb.Layout;

/// <summary>How far a reader has come: the value in the family of positions.</summary>
internal static class PositionRecord
{
    // An event's id is its entity's two names and two numbers.
    private const int MaxIdBytes = EntityKey.MaxKindBytes + EntityKey.MaxIdBytes + 64;

    internal static void Append(RecordBuffer buffer, LogPosition position)
    {
        buffer.AppendByte(StoreLayout.RecordFormat);
        buffer.AppendGuid(position.LogId);
        buffer.AppendInt64(position.Next);
        if (position.Last is null)
            buffer.AppendUInt16BigEndian(0);
        else
            buffer.AppendLongName(position.Last, MaxIdBytes, "last event");
    }

    internal static LogPosition Read(ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value, "position");
        var logId = reader.Guid();
        var next = reader.Int64();
        var last = reader.LongName();
        return new LogPosition(logId, next, last.Length == 0 ? null : last);
    }
}
