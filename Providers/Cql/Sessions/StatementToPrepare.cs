namespace Cql.Sessions;

/// <summary>What makes one prepared statement another.</summary>
/// <param name="Cql">Its text.</param>
/// <param name="Keyspace">The keyspace of names that name none; null for none.</param>
/// <param name="IsIdempotent">Whether executing it twice does no harm.</param>
internal readonly record struct StatementToPrepare(string Cql, string? Keyspace, bool IsIdempotent);
