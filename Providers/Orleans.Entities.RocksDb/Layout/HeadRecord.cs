using System.Buffers.Binary;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>What the store keeps of an entity beside its rows: the value in the family of heads.</summary>
internal readonly record struct HeadRecord(long Version, Guid WriteId, bool Unfinished)
{
    internal static HeadRecord Absent => default;

    internal static HeadRecord Read(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return Absent;
        var reader = new RecordReader(value, "head");
        var flags = reader.Byte();
        return new HeadRecord(reader.Int64(), reader.Guid(), (flags & StoreLayout.UnfinishedFlag) != 0);
    }

    internal static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> value) => value.IsEmpty ? [] : value[StoreLayout.HeadPrefixBytes..];

    internal static EntityHead ToEntityHead(ReadOnlySpan<byte> value)
    {
        var record = Read(value);
        return new EntityHead(record.Version, record.WriteId, HeadOf(value).ToArray(), record.Unfinished);
    }

    /// <summary>Writes the value's beginning; the head itself follows.</summary>
    internal void Write(Span<byte> value)
    {
        value[0] = StoreLayout.RecordFormat;
        value[1] = Unfinished ? StoreLayout.UnfinishedFlag : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(value[2..], Version);
        WriteId.TryWriteBytes(value[10..]);
    }
}
