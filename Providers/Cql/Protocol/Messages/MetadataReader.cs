using Cql.Results;

namespace Cql.Protocol.Messages;

/// <summary>Reads what is said of rows and of parameters: native protocol v5, sections 4.2.5.2 and 4.2.5.4.</summary>
internal static class MetadataReader
{
    // A name and a type, two bytes each.
    private const int MinColumnBytes = sizeof(ushort) * 2;

    [Flags]
    private enum Parts
    {
        GlobalTable = 0x1,
        MorePages = 0x2,
        NoMetadata = 0x4,
        MetadataChanged = 0x8,
    }

    /// <summary>Of rows, or of those that a prepared statement will answer.</summary>
    /// <exception cref="CqlProtocolException">It is malformed.</exception>
    public static ResultMetadata ReadResult(ref WireReader reader, ColumnsCache? cache = null)
    {
        var parts = (Parts)reader.ReadInt32();
        var count = reader.ReadInt32();
        if (count is < 0 or > ushort.MaxValue)
            throw new CqlProtocolException($"Rows of {count} columns are announced.");
        byte[]? pagingState = null;
        if ((parts & Parts.MorePages) != 0)
        {
            // Of no bytes it would be that of the first page, and a reading of all pages would never end.
            if (!reader.TryReadBytes(out var state) || state.IsEmpty)
                throw new CqlProtocolException("There are more pages, and where they begin is not told.");
            pagingState = state.ToArray();
        }

        var isNew = (parts & Parts.MetadataChanged) != 0;
        byte[] id = isNew ? reader.ReadShortBytes().ToArray() : [];
        if ((parts & Parts.NoMetadata) == 0)
            return new ResultMetadata(count, isNew ? new ResultShape(id, ReadColumns(ref reader, parts, count)) : ReadShape(ref reader, parts, count, cache), isNew, pagingState);
        if (isNew)
            throw new CqlProtocolException("An answer has other columns than were known, and does not tell them.");
        return new ResultMetadata(count, null, false, pagingState);
    }

    /// <summary>Of the parameters of a prepared statement.</summary>
    /// <exception cref="CqlProtocolException">It is malformed.</exception>
    public static CqlColumn[] ReadParameters(ref WireReader reader, out int[] partitionKey)
    {
        var parts = (Parts)reader.ReadInt32();
        var count = reader.ReadCount(reader.ReadInt32(), MinColumnBytes);
        partitionKey = new int[reader.ReadCount(reader.ReadInt32(), sizeof(ushort))];
        foreach (ref var index in partitionKey.AsSpan())
        {
            index = reader.ReadUInt16();
            if (index >= count)
                throw new CqlProtocolException($"The partition key names parameter {index}, and there are {count}.");
        }

        return ReadColumns(ref reader, parts, count);
    }

    private static ResultShape ReadShape(ref WireReader reader, Parts parts, int count, ColumnsCache? cache)
    {
        var isGlobal = (int)(parts & Parts.GlobalTable);
        if (cache?.TryTake(ref reader, isGlobal, count) is { } known)
            return known;
        var bytes = reader.Rest;
        var shape = new ResultShape(ReadOnlyMemory<byte>.Empty, ReadColumns(ref reader, parts, count));
        cache?.Keep(isGlobal, count, bytes[..^reader.Remaining], shape);
        return shape;
    }

    private static CqlColumn[] ReadColumns(ref WireReader reader, Parts parts, int count)
    {
        var isGlobal = (parts & Parts.GlobalTable) != 0;
        var keyspace = isGlobal ? reader.ReadString() : "";
        var table = isGlobal ? reader.ReadString() : "";
        var columns = new CqlColumn[reader.ReadCount(count, MinColumnBytes)];
        foreach (ref var column in columns.AsSpan())
        {
            if (!isGlobal)
            {
                keyspace = reader.ReadString();
                table = reader.ReadString();
            }

            column = new CqlColumn(keyspace, table, reader.ReadString(), TypeReader.Read(ref reader));
        }

        return columns;
    }
}
