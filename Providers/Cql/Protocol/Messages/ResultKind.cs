namespace Cql.Protocol.Messages;

/// <summary>What a RESULT holds: native protocol v5, section 4.2.5.</summary>
internal enum ResultKind
{
    /// <summary>Nothing: it is done.</summary>
    Void = 1,
    Rows = 2,

    /// <summary>A USE; the keyspace's name follows.</summary>
    SetKeyspace = 3,
    Prepared = 4,
    SchemaChange = 5,
}
