namespace Cql.Protocol.Messages.Events;

/// <summary>Which part of the schema changed. An index is a part of its table.</summary>
internal enum SchemaTarget
{
    Keyspace,
    Table,
    Type,
    Function,
    Aggregate,
}
