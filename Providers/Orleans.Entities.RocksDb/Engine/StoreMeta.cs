using System.Buffers.Binary;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The log's identity and where its partitions stand, as stored.</summary>
internal sealed class StoreMeta
{
    private StoreMeta(Guid logId, long[] next, long[] first, ImportMark? import) => (LogId, Next, First, Import) = (logId, next, first, import);

    internal Guid LogId { get; }

    internal int PartitionCount => Next.Length;

    /// <summary>For each partition the offset that the next event gets.</summary>
    internal long[] Next { get; }

    /// <summary>For each partition the offset of the oldest event.</summary>
    internal long[] First { get; }

    /// <summary>How far an import is that made the store; null when none did.</summary>
    internal ImportMark? Import { get; }

    /// <summary>Reads what the database says of itself; null when it was never set up.</summary>
    /// <exception cref="EntityStoreException">It is of a newer format.</exception>
    internal static StoreMeta? Read(Database database, string folder)
    {
        using (var format = database.Get(Families.Meta, StoreLayout.FormatKey))
        {
            if (!format.Found)
                return null;
            var version = BinaryPrimitives.ReadUInt32LittleEndian(format.Span);
            if (version != StoreLayout.FormatVersion)
                throw new EntityStoreException(
                    $"The entity store in '{folder}' has format {version} and this program knows format {StoreLayout.FormatVersion} only: start the version of the program that wrote it, or a newer one.");
        }

        using var log = database.Get(Families.Meta, StoreLayout.LogKey);
        var partitions = BinaryPrimitives.ReadUInt16LittleEndian(log.Span[16..]);
        using var import = database.Get(Families.Meta, StoreLayout.ImportKey);
        return new StoreMeta(
            new Guid(log.Span[..16]),
            ReadOffsets(database, StoreLayout.NextKey, partitions),
            ReadOffsets(database, StoreLayout.FirstKey, partitions),
            import.Found ? ImportMark.Read(import.Span) : null);
    }

    /// <summary>Sets the database up, with a log of its own or with that of an export.</summary>
    internal static StoreMeta Create(Database database, int partitions, MoveExport? import)
    {
        partitions = import?.Partitions ?? partitions;
        var meta = new StoreMeta(
            import?.LogId ?? Guid.NewGuid(), new long[partitions], new long[partitions], import is null ? null : new ImportMark(import.Id, 0, false));
        Span<byte> format = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(format, StoreLayout.FormatVersion);
        Span<byte> log = stackalloc byte[16 + 2];
        meta.LogId.TryWriteBytes(log);
        BinaryPrimitives.WriteUInt16LittleEndian(log[16..], (ushort)partitions);

        var batch = new RecordBuffer(0);
        batch.Append(BatchRecords.HeaderBytes).Clear();
        batch.Writable(8, 4)[0] = import is null ? (byte)2 : (byte)3;
        BatchRecords.AppendPut(batch, Families.Meta, StoreLayout.FormatKey, format);
        BatchRecords.AppendPut(batch, Families.Meta, StoreLayout.LogKey, log);
        if (meta.Import is { } mark)
        {
            Span<byte> value = stackalloc byte[ImportMark.Bytes];
            mark.Write(value);
            BatchRecords.AppendPut(batch, Families.Meta, StoreLayout.ImportKey, value);
        }

        database.Write(batch.Span);
        return meta;
    }

    internal static void AppendOffsets(RecordBuffer batch, ReadOnlySpan<byte> key, ReadOnlySpan<long> offsets)
    {
        BatchRecords.BeginPut(batch, Families.Meta);
        BatchRecords.AppendBytes(batch, key);
        batch.AppendVarint(offsets.Length * sizeof(long));
        foreach (var offset in offsets)
            batch.AppendInt64(offset);
    }

    private static long[] ReadOffsets(Database database, ReadOnlySpan<byte> key, int partitions)
    {
        var offsets = new long[partitions];
        using var stored = database.Get(Families.Meta, key);
        for (var i = 0; stored.Found && i < partitions; i++)
            offsets[i] = BinaryPrimitives.ReadInt64LittleEndian(stored.Span[(i * sizeof(long))..]);
        return offsets;
    }
}
