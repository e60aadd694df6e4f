namespace Orleans.Entities.RocksDb.Layout;

/// <summary>The beginning of a value with an ETag: grain state and reminders. The value itself follows.</summary>
internal readonly record struct TaggedRecord(bool Found, byte Flags, Guid Tag)
{
    internal static TaggedRecord Absent => default;

    /// <exception cref="EntityStoreException">It is of a format that this program does not know.</exception>
    internal static TaggedRecord Read(ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value, "value with an ETag");
        return new TaggedRecord(Found: true, reader.Byte(), reader.Guid());
    }

    internal void Write(Span<byte> value)
    {
        value[0] = StoreLayout.RecordFormat;
        value[1] = Flags;
        Tag.TryWriteBytes(value[2..]);
    }
}
