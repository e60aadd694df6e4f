namespace Orleans.Entities.RocksDb.Layout;

/// <summary>A reminder's times: the value in the family of reminders, behind its ETag.</summary>
internal static class ReminderRecord
{
    internal static void Append(RecordBuffer buffer, ReminderEntry entry)
    {
        // Orleans means UTC also where it does not say so.
        var start = entry.StartAt.Kind == DateTimeKind.Local ? entry.StartAt.ToUniversalTime() : entry.StartAt;
        buffer.AppendInt64(start.Ticks);
        buffer.AppendInt64(entry.Period.Ticks);
    }

    /// <exception cref="EntityStoreException">It is of a format that this program does not know.</exception>
    internal static ReminderEntry Read(GrainId grain, string name, ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value, "reminder");
        reader.Byte();
        var tag = reader.Guid();
        return new ReminderEntry
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = new DateTime(reader.Int64(), DateTimeKind.Utc),
            Period = new TimeSpan(reader.Int64()),
            ETag = ETags.ToText(tag),
        };
    }
}
