namespace Cql.Protocol.Messages;

/// <summary>Reads RESULT: first its kind, then what the kind calls for. Native protocol v5, section 4.2.5.</summary>
internal static class ResultReader
{
    /// <summary>Reads what stands before the message and the kind, and leaves the reader at what follows.</summary>
    /// <exception cref="CqlProtocolException">It is no RESULT of a known kind, or malformed.</exception>
    public static ResultKind ReadKind(Response response, out ResponsePreamble preamble, out WireReader reader)
    {
        if (response.Opcode != Opcode.Result)
            throw new CqlProtocolException($"The server answered with {response.Opcode} where a result was due.");
        reader = new WireReader(response.Body);
        preamble = ResponsePreamble.Read(response.Header.Flags, ref reader);
        var kind = (ResultKind)reader.ReadInt32();
        return kind is >= ResultKind.Void and <= ResultKind.SchemaChange ? kind : throw new CqlProtocolException($"A result of kind {(int)kind} is unknown.");
    }

    /// <summary>Of kind <see cref="ResultKind.Rows"/>: all that stands before the first row.</summary>
    /// <exception cref="CqlProtocolException">It is malformed, or announces more rows than there are bytes.</exception>
    public static RowsHeader ReadRows(ref WireReader reader, ColumnsCache? cache = null)
    {
        var metadata = MetadataReader.ReadResult(ref reader, cache);
        var rowCount = reader.ReadInt32();

        // Rows without a column take no bytes, so that no count of them could be held against the bytes left. No server sends one.
        if (metadata.ColumnCount == 0 && rowCount != 0)
            throw new CqlProtocolException($"{rowCount} rows without a column are announced.");
        reader.ReadCount(rowCount, metadata.ColumnCount * sizeof(int));
        return new RowsHeader(metadata.ColumnCount, metadata.Shape, metadata.HasNewShape, metadata.PagingState, rowCount, reader.Position);
    }

    /// <summary>Of kind <see cref="ResultKind.Prepared"/>.</summary>
    /// <exception cref="CqlProtocolException">It is malformed.</exception>
    public static PreparedResult ReadPrepared(ref WireReader reader, ProtocolVersion version)
    {
        var id = reader.ReadShortBytes().ToArray();
        var resultId = version >= ProtocolVersion.V5 ? reader.ReadShortBytes().ToArray() : [];
        var parameters = MetadataReader.ReadParameters(ref reader, out var partitionKey);
        var result = MetadataReader.ReadResult(ref reader);
        return new PreparedResult(id, parameters, partitionKey, new(resultId, result.Shape?.Columns ?? []));
    }
}
