using Cql;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>Keyspaces of tests that have ended.</summary>
internal static class TestKeyspaces
{
    private const int MostTries = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Takes one out: its tables, kept until all tests have run, would fill the node's memory.</summary>
    public static async Task DropAsync(CassandraEntityOptions options)
    {
        var connection = new CqlOptions { RequestTimeout = Patience };
        foreach (var point in options.ContactPoints)
            connection.ContactPoints.Add(point);
        await using var session = await CqlSession.ConnectAsync(connection);
        for (var tries = 1; ; tries++)
        {
            try
            {
                (await session.ExecuteAsync($"DROP KEYSPACE IF EXISTS {options.Keyspace}")).Dispose();
                return;
            }
            catch (CqlServerErrorException) when (tries < MostTries)
            {
                // A node may trip over a table that it is just writing out ("Unknown CF").
                await Task.Delay(Pause);
            }
        }
    }
}
