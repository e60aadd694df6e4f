using Cql;
using Marketplace.Tests.Shared;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

/// <summary>However often a state was written and cleared, a reading meets few tombstones.</summary>
[Collection<OneNode>]
public sealed class TombstoneTests(OneNode node)
{
    private const string Overwrites = "CASSANDRA_STATE_OVERWRITES";

    private static readonly GrainId Grain = GrainId.Create("thing", "1");
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable(Overwrites), out var count) ? count : 10_000;

    [Fact]
    public async Task A_reading_meets_none_after_many_writes() => Assert.Equal(0, await TombstonesAfterAsync(Count, clears: false, deletes: false));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reading_meets_a_few_after_many_clears(bool deletes) =>
        Assert.InRange(await TombstonesAfterAsync(Count / 10, clears: true, deletes), 0, 2);

    private async Task<int> TombstonesAfterAsync(int count, bool clears, bool deletes)
    {
        var token = TestContext.Current.CancellationToken;
        var cluster = await node.StartedOrSkipAsync();
        await using var states = new CassandraStates(cluster.Nodes);
        var activation = new Activation(await states.OpenAsync(new StorageSettings { DeleteStateOnClear = deletes }), Grain);
        for (var i = 0; i < count; i++)
        {
            await activation.WriteAsync($"{i}", token);
            if (clears)
                await activation.ClearAsync(token);

            // So that there is something to read in two places.
            if (i == count / 2)
                await cluster.NodetoolAsync(1, "flush", "orleans", StateSchema.Table);
        }

        var store = await states.OpenStoreAsync(token);
        var cql = $"SELECT version, write_id, payload FROM {store.Table(StateSchema.Table)} WHERE service = '{states.ServiceOf("tests")}' AND grain_type = 'thing' AND grain_id = '1' AND state_name = 'state'";
        return await CassandraTraces.MostTombstonesAsync(store.Session, new SimpleStatement(cql) { Consistency = store.Serial }, token);
    }
}
