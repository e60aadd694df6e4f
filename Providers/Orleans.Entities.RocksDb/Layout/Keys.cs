using System.Buffers.Binary;
using System.Text;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>Writes keys, each at the end of a buffer. See <see cref="StoreLayout"/>.</summary>
internal static class Keys
{
    internal static void AppendKind(RecordBuffer buffer, string kind) => buffer.AppendShortName(kind, "kind");

    internal static void AppendHead(RecordBuffer buffer, EntityKey key)
    {
        AppendKind(buffer, key.Kind);
        buffer.AppendName(key.Id, EntityKey.MaxIdBytes, "id");
    }

    /// <summary>The prefix of all rows of an entity.</summary>
    internal static void AppendEntity(RecordBuffer buffer, EntityKey key)
    {
        AppendKind(buffer, key.Kind);
        buffer.AppendLongName(key.Id, EntityKey.MaxIdBytes, "id");
    }

    /// <summary>The prefix of all rows of a collection.</summary>
    internal static void AppendCollection(RecordBuffer buffer, EntityKey key, string collection)
    {
        AppendEntity(buffer, key);
        buffer.AppendShortName(collection, "collection");
    }

    internal static void AppendRow(RecordBuffer buffer, EntityKey key, RowKey row)
    {
        AppendCollection(buffer, key, row.Collection);
        buffer.AppendName(row.Key, EntityKey.MaxIdBytes, "row key");
    }

    /// <summary>Makes of a prefix the first key that can come after a name in it; after none, the prefix itself.</summary>
    internal static void AppendAfter(RecordBuffer buffer, string? after)
    {
        if (string.IsNullOrEmpty(after))
            return;
        buffer.AppendName(after, EntityKey.MaxIdBytes, "name to start after");
        buffer.AppendByte(0);
    }

    internal static EntityKey ReadHead(ReadOnlySpan<byte> key)
    {
        var id = 1 + key[0];
        return new EntityKey(Encoding.UTF8.GetString(key[1..id]), Encoding.UTF8.GetString(key[id..]));
    }

    internal static void AppendPosition(RecordBuffer buffer, string reader, int partition)
    {
        buffer.AppendShortName(reader, "reader");
        buffer.AppendUInt16BigEndian(partition);
    }

    internal static (string Reader, int Partition) ReadPosition(ReadOnlySpan<byte> key)
    {
        var partition = 1 + key[0];
        return (Encoding.UTF8.GetString(key[1..partition]), BinaryPrimitives.ReadUInt16BigEndian(key[partition..]));
    }

    internal static void WriteEvent(Span<byte> key, int partition, long offset)
    {
        BinaryPrimitives.WriteUInt16BigEndian(key, (ushort)partition);
        BinaryPrimitives.WriteInt64BigEndian(key[2..], offset);
    }

    /// <summary>Makes of a prefix the first key behind all that begin with it.</summary>
    internal static int Successor(Span<byte> prefix)
    {
        var length = prefix.Length;
        while (prefix[length - 1] == byte.MaxValue)
            length--;
        prefix[length - 1]++;
        return length;
    }
}
