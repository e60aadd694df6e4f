using Cql;

namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>The registry's statements, prepared once.</summary>
internal sealed class RegistryStatements
{
    private RegistryStatements() { }

    public required PreparedStatement AddOwner { get; init; }

    public required PreparedStatement CloseOwner { get; init; }

    public required PreparedStatement RemoveOwner { get; init; }

    public required PreparedStatement Owners { get; init; }

    public required PreparedStatement IsClosed { get; init; }

    public required PreparedStatement Add { get; init; }

    public required PreparedStatement Remove { get; init; }

    public required PreparedStatement List { get; init; }

    public static async Task<RegistryStatements> PrepareAsync(CqlSession session, CancellationToken cancellationToken)
    {
        return new RegistryStatements
        {
            AddOwner = await Idempotent("INSERT INTO entity_owners (service, incarnation, closed) VALUES (?, ?, false)"),
            CloseOwner = await Idempotent("UPDATE entity_owners SET closed = true WHERE service = ? AND incarnation = ?"),
            RemoveOwner = await Idempotent("DELETE FROM entity_owners WHERE service = ? AND incarnation = ?"),
            Owners = await Idempotent("SELECT incarnation FROM entity_owners WHERE service = ?"),
            IsClosed = await Idempotent("SELECT closed FROM entity_owners WHERE service = ? AND incarnation = ?"),
            Add = await Idempotent("INSERT INTO entity_open_work (incarnation, bucket, kind, id) VALUES (?, ?, ?, ?)"),
            Remove = await Idempotent("DELETE FROM entity_open_work WHERE incarnation = ? AND bucket = ? AND kind = ? AND id = ?"),
            List = await Idempotent("SELECT kind, id FROM entity_open_work WHERE incarnation = ? AND bucket = ?"),
        };

        Task<PreparedStatement> Idempotent(string cql) => session.PrepareAsync(cql, isIdempotent: true, cancellationToken);
    }
}
