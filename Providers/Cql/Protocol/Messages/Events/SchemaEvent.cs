namespace Cql.Protocol.Messages.Events;

/// <summary>SCHEMA_CHANGE, as an event and as the answer to a statement that made it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Target">To which part.</param>
/// <param name="Keyspace">The keyspace that changed, or the one of what changed.</param>
/// <param name="Name">What changed within the keyspace; null when it is the keyspace.</param>
/// <param name="ArgumentTypes">Of a function or an aggregate, in CQL.</param>
internal sealed record SchemaEvent(SchemaChangeKind Kind, SchemaTarget Target, string Keyspace, string? Name, IReadOnlyList<string> ArgumentTypes) : ServerEvent
{
    /// <summary>Reads what both forms have in common.</summary>
    /// <exception cref="CqlProtocolException">It is malformed.</exception>
    public static SchemaEvent Read(ref WireReader reader)
    {
        var kind = reader.ReadString() switch
        {
            "CREATED" => SchemaChangeKind.Created,
            "UPDATED" => SchemaChangeKind.Updated,
            "DROPPED" => SchemaChangeKind.Dropped,
            var other => throw new CqlProtocolException($"A schema change '{other}' is unknown."),
        };
        var target = reader.ReadString() switch
        {
            "KEYSPACE" => SchemaTarget.Keyspace,
            "TABLE" => SchemaTarget.Table,
            "TYPE" => SchemaTarget.Type,
            "FUNCTION" => SchemaTarget.Function,
            "AGGREGATE" => SchemaTarget.Aggregate,
            var other => throw new CqlProtocolException($"A schema change of a '{other}' is unknown."),
        };
        var keyspace = reader.ReadString();
        var name = target == SchemaTarget.Keyspace ? null : reader.ReadString();
        var arguments = target >= SchemaTarget.Function ? reader.ReadStringList() : [];
        return new SchemaEvent(kind, target, keyspace, name, arguments);
    }
}
