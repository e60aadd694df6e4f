using Cql;

namespace Orleans.Cassandra;

/// <summary>What the tables need of the servers.</summary>
internal static class ServerNeeds
{
    // All tables are compacted by UnifiedCompactionStrategy, which came with it. An older server says of it only that it finds no such class.
    private static readonly Version Oldest = new(5, 0);

    /// <exception cref="CassandraVersionException">A node is older than that.</exception>
    public static async Task CheckAsync(CqlSession session, CancellationToken cancellationToken)
    {
        if (await session.GetServerVersionAsync(cancellationToken) is { } found && found < Oldest)
            throw new CassandraVersionException(found, Oldest);
    }
}
