using Cql;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>Keyspaces of tests that have ended.</summary>
internal static class TestKeyspaces
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Takes one out: its tables, kept until all tests have run, would fill the node's memory.</summary>
    public static async Task DropAsync(CassandraEntityOptions options)
    {
        var connection = new CqlOptions { RequestTimeout = Patience };
        foreach (var point in options.ContactPoints)
            connection.ContactPoints.Add(point);
        await using var session = await CqlSession.ConnectAsync(connection);
        (await session.ExecuteAsync($"DROP KEYSPACE IF EXISTS {options.Keyspace}")).Dispose();
    }
}
