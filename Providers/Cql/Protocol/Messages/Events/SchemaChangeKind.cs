namespace Cql.Protocol.Messages.Events;

/// <summary>What happened to a part of the schema.</summary>
internal enum SchemaChangeKind
{
    Created,
    Updated,
    Dropped,
}
