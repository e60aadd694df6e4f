namespace Orleans.Entities.RocksDb.Layout;

/// <summary>
/// Writes the records of a RocksDB write batch: <c>tag, family, key length, key, value length, value</c>, lengths as varints. A batch
/// is <see cref="HeaderBytes"/> (a sequence number, which RocksDB fills in, and the number of records) and its records.
/// </summary>
internal static class BatchRecords
{
    internal const int HeaderBytes = 8 + 4;
    internal const byte PutTag = 0x05;
    private const byte DeleteTag = 0x04;
    private const byte DeleteRangeTag = 0x0E;

    internal static void BeginPut(RecordBuffer buffer, byte family)
    {
        var start = buffer.Append(2);
        start[0] = PutTag;
        start[1] = family;
    }

    internal static void AppendPut(RecordBuffer buffer, byte family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        BeginPut(buffer, family);
        AppendBytes(buffer, key);
        AppendBytes(buffer, value);
    }

    internal static void AppendDelete(RecordBuffer buffer, byte family, ReadOnlySpan<byte> key)
    {
        var start = buffer.Append(2);
        start[0] = DeleteTag;
        start[1] = family;
        AppendBytes(buffer, key);
    }

    internal static void AppendDeleteRange(RecordBuffer buffer, byte family, ReadOnlySpan<byte> from, ReadOnlySpan<byte> bound)
    {
        var start = buffer.Append(2);
        start[0] = DeleteRangeTag;
        start[1] = family;
        AppendBytes(buffer, from);
        AppendBytes(buffer, bound);
    }

    internal static void AppendBytes(RecordBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.AppendVarint(bytes.Length);
        buffer.Append(bytes);
    }

    internal static int ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
                return (int)value;
        }
    }
}
