using Cql;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>A provider's view of a session: its keyspace, and its consistency for statements that name none.</summary>
internal class CassandraStore(CqlSession session, CassandraConnectionOptions options)
{
    /// <summary>The session. What is executed on it directly has the session's consistencies, not the provider's.</summary>
    public CqlSession Session { get; } = session;

    /// <summary>Of reads and writes.</summary>
    public Consistency Quorum { get; } = options.Consistency == CassandraConsistency.Quorum ? Consistency.Quorum : Consistency.LocalQuorum;

    /// <summary>Of conditions, and of reads that see what conditions decided and finish what they began.</summary>
    public Consistency Serial { get; } = options.Consistency == CassandraConsistency.Quorum ? Consistency.Serial : Consistency.LocalSerial;

    /// <summary>A table's name, with the keyspace.</summary>
    public string Table(string name) => $"\"{options.Keyspace}\".{name}";

    /// <summary>Executes a statement at the provider's consistency, if it names none.</summary>
    /// <inheritdoc cref="CqlSession.ExecuteAsync(CqlStatement, CancellationToken)"/>
    public virtual ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.Consistency ??= Quorum;
        statement.SerialConsistency ??= Serial;
        return Session.ExecuteAsync(statement, cancellationToken);
    }

    /// <summary>Reads rows at the provider's consistency, if the statement names none.</summary>
    /// <inheritdoc cref="CqlSession.QueryAsync{T}(CqlStatement, CancellationToken)"/>
    public IAsyncEnumerable<T> QueryAsync<T>(CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.Consistency ??= Quorum;
        return Session.QueryAsync<T>(statement, cancellationToken);
    }

    /// <summary>Reads what conditions decided, and finishes what they began.</summary>
    /// <inheritdoc cref="CqlSession.ExecuteAsync(CqlStatement, CancellationToken)"/>
    public virtual ValueTask<CqlRowSet> ReadSerialAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.Consistency = Serial;
        return Session.ExecuteAsync(statement, cancellationToken);
    }
}
