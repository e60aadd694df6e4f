using Cql.Errors;

namespace Cql;

/// <summary>ALREADY_EXISTS, 0x2400: a keyspace or a table of that name is there already.</summary>
public sealed class CqlAlreadyExistsException : CqlServerException
{
    internal CqlAlreadyExistsException(in ServerError error, string keyspace, string? table) : base(error)
        => (Keyspace, Table) = (keyspace, table);

    /// <summary>The keyspace that is there, or the one that the table is in.</summary>
    public string Keyspace { get; }

    /// <summary>The table that is there; null when it is the keyspace.</summary>
    public string? Table { get; }

    /// <summary><see cref="RequestOutcome.Refused"/>: what is there stays as it is.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
