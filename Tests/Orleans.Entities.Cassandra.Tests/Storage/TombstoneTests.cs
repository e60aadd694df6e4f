using Cql;
using Marketplace.Tests.Shared;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>However many events and rows of an entity were deleted, an activation and a commit meet none of them.</summary>
[Collection(nameof(OneNode))]
public sealed class TombstoneTests(OneNode node)
{
    private const int Commits = 400;

    private static readonly EntityKey Key = new("thing", "busy");

    [Fact]
    public async Task An_activation_and_a_commit_meet_no_tombstones_after_many_events()
    {
        var token = TestContext.Current.CancellationToken;
        var cluster = await node.StartedOrSkipAsync();
        await using var test = await TestStore.OpenAsync(cluster);
        var writer = new EntityWriter(test.Store.Entities, Key);
        for (var i = 0; i < Commits; i++)
        {
            await writer.WriteAsync(
                puts: [EntityWriter.Row("lines", $"{i}", "a line")],
                deletes: i == 0 ? [] : [new RowKey("lines", $"{i - 1}")],
                events: [EntityWriter.Event($"{i}")]);

            // So that there is something to read in two places.
            if (i == Commits / 2)
                await cluster.NodetoolAsync(1, "flush", test.Keyspace, "entities");
        }

        await using var session = await CqlSession.ConnectAsync($"{cluster.Nodes[0]}", token);
        var entity = $"WHERE kind = '{Key.Kind}' AND id = '{Key.Id}'";
        var activation = new SimpleStatement($"SELECT DISTINCT version, head FROM {test.Keyspace}.entities {entity}") { Consistency = Consistency.LocalSerial };
        var commit = new SimpleStatement($"UPDATE {test.Keyspace}.entities SET version = 1 {entity} IF version = -1 AND fence = {Guid.NewGuid()}");

        Assert.Equal(0, await CassandraTraces.MostTombstonesAsync(session, activation, token));
        Assert.Equal(0, await CassandraTraces.MostTombstonesAsync(session, commit, token));
    }
}
