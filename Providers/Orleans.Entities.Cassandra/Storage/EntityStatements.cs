using Cql;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>The statements, prepared once.</summary>
internal sealed class EntityStatements
{
    private const string Entity = "WHERE kind = ? AND id = ?";
    private const string Change = "UPDATE entities SET version = ?, write_id = ?, head = ?, unfinished = ?, events_at = ?, relayed = ? " + Entity;
    private const string Mark = "UPDATE entities SET version = ?, write_id = ? " + Entity;
    private const string Statics = "kind, id, version, write_id, head, unfinished, events_at, relayed";

    private EntityStatements() { }

    public required PreparedStatement Open { get; init; }

    public required PreparedStatement First { get; init; }

    public required PreparedStatement Next { get; init; }

    public required PreparedStatement FenceAbsent { get; init; }

    public required PreparedStatement Fence { get; init; }

    public required PreparedStatement Clean { get; init; }

    public required PreparedStatement Put { get; init; }

    public required PreparedStatement PutEvent { get; init; }

    public required PreparedStatement Delete { get; init; }

    public required PreparedStatement DeleteEvents { get; init; }

    public required PreparedStatement ReadRows { get; init; }

    public required PreparedStatement ReadRange { get; init; }

    public required PreparedStatement ReadEvents { get; init; }

    public required PreparedStatement ScanAll { get; init; }

    public required PreparedStatement ScanFrom { get; init; }

    /// <exception cref="CqlException">The tables are not there, or nobody answers.</exception>
    public static async Task<EntityStatements> PrepareAsync(CqlSession session, CancellationToken cancellationToken)
    {
        return new EntityStatements
        {
            Open = await Reading($"SELECT DISTINCT {Statics} FROM entities {Entity}"),
            First = await Writing($"{Change} IF version = null AND write_id = null"),
            Next = await Writing($"{Change} IF version = ? AND write_id = ?"),
            FenceAbsent = await Writing($"{Mark} IF version = null AND write_id = null"),
            Fence = await Writing($"{Mark} IF version = ? AND write_id = ?"),
            Clean = await Writing($"UPDATE entities SET relayed = ? {Entity} IF version = ? AND write_id = ?"),
            Put = await Writing("INSERT INTO entities (kind, id, collection, key, value) VALUES (?, ?, ?, ?, ?)"),
            PutEvent = await Writing("INSERT INTO entities (kind, id, collection, key, value, event_type, event_time, event_trace) VALUES (?, ?, '', ?, ?, ?, ?, ?)"),
            Delete = await Writing($"DELETE FROM entities {Entity} AND collection = ? AND key = ?"),
            DeleteEvents = await Writing($"DELETE FROM entities {Entity} AND collection = '' AND key <= ?"),
            ReadRows = await Reading($"SELECT key, value FROM entities {Entity} AND collection = ? AND key IN ?"),
            ReadRange = await Reading($"SELECT key, value FROM entities {Entity} AND collection = ? AND key > ? LIMIT ?"),
            ReadEvents = await Reading($"SELECT key, value, event_type, event_time, event_trace FROM entities {Entity} AND collection = ''"),
            ScanAll = await Reading($"SELECT DISTINCT {Statics} FROM entities"),
            ScanFrom = await Reading($"SELECT DISTINCT {Statics} FROM entities WHERE token(kind, id) >= token(?, ?)"),
        };

        Task<PreparedStatement> Reading(string cql) => session.PrepareAsync(cql, isIdempotent: true, cancellationToken);
        Task<PreparedStatement> Writing(string cql) => session.PrepareAsync(cql, isIdempotent: false, cancellationToken);
    }
}
