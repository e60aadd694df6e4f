using Cql;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>The registry's statements, prepared once.</summary>
internal sealed class RegistryStatements
{
    private RegistryStatements() { }

    public required PreparedStatement AddOwner { get; init; }

    public required PreparedStatement Extend { get; init; }

    public required PreparedStatement BucketsOf { get; init; }

    public required PreparedStatement CloseOwner { get; init; }

    public required PreparedStatement RemoveOwner { get; init; }

    public required PreparedStatement Owners { get; init; }

    public required PreparedStatement IsClosed { get; init; }

    public required PreparedStatement Add { get; init; }

    public required PreparedStatement Remove { get; init; }

    public required PreparedStatement List { get; init; }

    public static async Task<RegistryStatements> PrepareAsync(CassandraStore store, CancellationToken cancellationToken)
    {
        var (owners, openWork) = (store.Table(EntitySchema.Owners), store.Table(EntitySchema.OpenWork));
        return new RegistryStatements
        {
            // Before all time, so that whoever closes it is believed though their clock be behind its own.
            AddOwner = await Idempotent($"INSERT INTO {owners} (service, incarnation, closed, silo, first_bucket, last_bucket) VALUES (?, ?, false, ?, 0, 0) USING TIMESTAMP 1"),

            // After that, and each after the one before, but still before all time: what was removed does not come back by it.
            Extend = await Idempotent($"UPDATE {owners} USING TIMESTAMP ? SET first_bucket = ?, last_bucket = ? WHERE service = ? AND incarnation = ?"),
            CloseOwner = await Idempotent($"UPDATE {owners} SET closed = true WHERE service = ? AND incarnation = ?"),
            RemoveOwner = await Idempotent($"DELETE FROM {owners} WHERE service = ? AND incarnation = ?"),
            Owners = await Idempotent($"SELECT incarnation, silo FROM {owners} WHERE service = ?"),
            BucketsOf = await Idempotent($"SELECT first_bucket, last_bucket FROM {owners} WHERE service = ? AND incarnation = ?"),
            IsClosed = await Idempotent($"SELECT closed FROM {owners} WHERE service = ? AND incarnation = ?"),
            Add = await Idempotent($"INSERT INTO {openWork} (incarnation, bucket, kind, id) VALUES (?, ?, ?, ?)"),
            Remove = await Idempotent($"DELETE FROM {openWork} WHERE incarnation = ? AND bucket = ? AND kind = ? AND id = ?"),
            List = await Idempotent($"SELECT kind, id FROM {openWork} WHERE incarnation = ? AND bucket = ?"),
        };

        Task<PreparedStatement> Idempotent(string cql) => store.Session.PrepareAsync(cql, isIdempotent: true, cancellationToken);
    }
}
