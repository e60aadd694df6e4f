using Cql.Protocol;

namespace Cql.Statements;

/// <summary>Writes the parameters that a request carries beside its text or id: native protocol v5, section 4.1.4.</summary>
internal static class QueryParameters
{
    [Flags]
    private enum Parts
    {
        None = 0,
        Values = 0x01,
        SkipMetadata = 0x02,
        PageSize = 0x04,
        PagingState = 0x08,
        SerialConsistency = 0x10,
        Timestamp = 0x20,
        Keyspace = 0x80,
    }

    /// <summary>Of QUERY and EXECUTE.</summary>
    public static void Write(WireBuffer body, ProtocolVersion version, in RequestTerms terms, IValueWriter? values, bool skipMetadata, string? keyspace)
    {
        var parts = Common(version, terms, keyspace)
            | (values is { Count: > 0 } ? Parts.Values : 0)
            | (skipMetadata ? Parts.SkipMetadata : 0)
            | (terms.PageSize > 0 ? Parts.PageSize : 0)
            | (terms.PagingState.IsEmpty ? 0 : Parts.PagingState);
        WriteHead(body, version, terms, parts);
        if ((parts & Parts.Values) != 0)
        {
            body.WriteUInt16(checked((ushort)values!.Count));
            values.WriteTo(body);
        }

        if ((parts & Parts.PageSize) != 0)
            body.WriteInt32(terms.PageSize);
        if ((parts & Parts.PagingState) != 0)
            body.WriteBytes(terms.PagingState.Span);
        WriteTail(body, terms, parts, keyspace);
    }

    /// <summary>Of BATCH, after its statements.</summary>
    public static void WriteBatch(WireBuffer body, ProtocolVersion version, in RequestTerms terms, string? keyspace)
    {
        var parts = Common(version, terms, keyspace);
        WriteHead(body, version, terms, parts);
        WriteTail(body, terms, parts, keyspace);
    }

    private static Parts Common(ProtocolVersion version, in RequestTerms terms, string? keyspace)
        => Parts.SerialConsistency
            | (terms.Timestamp is null ? 0 : Parts.Timestamp)
            | (keyspace is null || version < ProtocolVersion.V5 ? 0 : Parts.Keyspace);

    private static void WriteHead(WireBuffer body, ProtocolVersion version, in RequestTerms terms, Parts parts)
    {
        body.WriteUInt16((ushort)terms.Consistency);
        if (version >= ProtocolVersion.V5)
            body.WriteInt32((int)parts);
        else
            body.WriteByte((byte)parts);
    }

    private static void WriteTail(WireBuffer body, in RequestTerms terms, Parts parts, string? keyspace)
    {
        body.WriteUInt16((ushort)terms.SerialConsistency);
        if (terms.Timestamp is { } timestamp)
            body.WriteInt64(timestamp);
        if ((parts & Parts.Keyspace) != 0)
            body.WriteString(keyspace!);
    }
}
