using Cql;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>The statements, prepared once.</summary>
internal sealed class EntityStatements
{
    private const string Entity = "WHERE kind = ? AND id = ?";
    private const string Change = "SET version = ?, write_id = ?, fence = ?, head = ?, unfinished = ?, events_at = ?, relayed = ? " + Entity;
    private const string Mark = "SET version = ?, fence = ? " + Entity;
    private const string Statics = "kind, id, version, write_id, fence, head, unfinished, events_at, relayed";

    private EntityStatements() { }

    public required PreparedStatement Open { get; init; }

    public required PreparedStatement First { get; init; }

    public required PreparedStatement Next { get; init; }

    public required PreparedStatement FenceAbsent { get; init; }

    public required PreparedStatement Fence { get; init; }

    public required PreparedStatement Clean { get; init; }

    public required PreparedStatement Stage { get; init; }

    /// <summary>Puts the row before all others. See <see cref="EntitySchema"/>.</summary>
    public required PreparedStatement PutFirstRow { get; init; }

    public required PreparedStatement Put { get; init; }

    public required PreparedStatement PutEvent { get; init; }

    public required PreparedStatement Delete { get; init; }

    public required PreparedStatement DeleteEvents { get; init; }

    public required PreparedStatement ReadRows { get; init; }

    public required PreparedStatement ReadRange { get; init; }

    public required PreparedStatement ReadAllRows { get; init; }

    public required PreparedStatement ReadEvents { get; init; }

    public required PreparedStatement ScanAll { get; init; }

    public required PreparedStatement ScanFrom { get; init; }

    /// <exception cref="CqlException">The tables are not there, or nobody answers.</exception>
    public static async Task<EntityStatements> PrepareAsync(CassandraStore store, CancellationToken cancellationToken)
    {
        var table = store.Table(EntitySchema.Entities);
        return new EntityStatements
        {
            Open = await Reading($"SELECT DISTINCT {Statics} FROM {table} {Entity}"),
            First = await Writing($"UPDATE {table} {Change} IF version = null AND fence = null"),
            Next = await Writing($"UPDATE {table} {Change} IF version = ? AND fence = ?"),
            FenceAbsent = await Writing($"UPDATE {table} {Mark} IF version = null AND fence = null"),
            Fence = await Writing($"UPDATE {table} {Mark} IF version = ? AND fence = ?"),
            Clean = await Writing($"UPDATE {table} SET relayed = ? {Entity} IF version = ? AND fence = ?"),
            Stage = await Writing($"UPDATE {table} SET relayed = 0 {Entity} IF version = null AND fence = null"),
            PutFirstRow = await Writing($"INSERT INTO {table} (kind, id, collection, key) VALUES (?, ?, '', '')"),
            Put = await Writing($"INSERT INTO {table} (kind, id, collection, key, value) VALUES (?, ?, ?, ?, ?)"),
            PutEvent = await Writing($"INSERT INTO {table} (kind, id, collection, key, value, event_type, event_time, event_trace) VALUES (?, ?, '', ?, ?, ?, ?, ?)"),
            Delete = await Writing($"DELETE FROM {table} {Entity} AND collection = ? AND key = ?"),
            DeleteEvents = await Writing($"DELETE FROM {table} {Entity} AND collection = '' AND key > '' AND key <= ?"),
            ReadRows = await Reading($"SELECT collection, key, value FROM {table} {Entity} AND (collection, key) IN ?"),
            ReadRange = await Reading($"SELECT key, value FROM {table} {Entity} AND collection = ? AND key > ? LIMIT ?"),
            ReadAllRows = await Reading($"SELECT collection, key, value FROM {table} {Entity} AND (collection, key) > (?, ?) LIMIT ?"),
            ReadEvents = await Reading($"SELECT key, value, event_type, event_time, event_trace FROM {table} {Entity} AND collection = '' AND key > ''"),
            ScanAll = await Reading($"SELECT DISTINCT {Statics} FROM {table}"),
            ScanFrom = await Reading($"SELECT DISTINCT {Statics} FROM {table} WHERE token(kind, id) >= token(?, ?)"),
        };

        Task<PreparedStatement> Reading(string cql) => store.Session.PrepareAsync(cql, isIdempotent: true, cancellationToken);
        Task<PreparedStatement> Writing(string cql) => store.Session.PrepareAsync(cql, isIdempotent: false, cancellationToken);
    }
}
