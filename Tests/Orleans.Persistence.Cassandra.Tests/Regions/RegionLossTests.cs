using Cql;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Regions;

/// <summary>One of two data centres is lost, with a silo in each: what <c>docs/cassandra.md</c> says of it.</summary>
[Collection<TwoDataCentres>]
public sealed class RegionLossTests(TwoDataCentres nodes)
{
    private const int Lost = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_goes_on_where_it_decides_alone_and_is_refused_where_both_decide()
    {
        var cluster = await nodes.StartedOrSkipAsync();
        await using var alone = new CassandraStates([cluster.Nodes[0]]);
        await using var aloneThere = alone.Beside([cluster.Nodes[Lost - 1]]);
        await using var both = new CassandraStates([cluster.Nodes[0]]) { Consistency = CassandraConsistency.Quorum };
        await using var bothThere = both.Beside([cluster.Nodes[Lost - 1]]);
        var (local, localThere) = (await ActivateAsync(alone), await ActivateAsync(aloneThere));
        var (shared, sharedThere) = (await ActivateAsync(both), await ActivateAsync(bothThere));
        await localThere.WriteAsync("before", Token);
        await sharedThere.WriteAsync("before", Token);

        // The one follows behind the answer; the other is here when it is answered.
        await UntilAsync(async () => (await local.ReadAgainAsync()).Exists);
        await shared.ReadAsync(Token);
        Assert.Equal(("before", sharedThere.ETag), (shared.Text, shared.ETag));

        await cluster.StopAsync(Lost);

        // Silos of the region that is lost have nobody to ask.
        await Assert.ThrowsAnyAsync<CqlException>(() => localThere.WriteAsync("there", Token));
        await Assert.ThrowsAnyAsync<CqlException>(() => sharedThere.WriteAsync("there", Token));

        // Silos here go on from what it had acknowledged, where their own region decides.
        await local.ReadAsync(Token);
        Assert.Equal("before", local.Text);
        await local.WriteAsync("after", Token);
        await local.AssertStoredAsync("after", local.ETag);

        // Of two replicas one is no majority; and who is refused knows that nothing was written.
        await Assert.ThrowsAsync<CqlUnavailableException>(shared.ReadAgainAsync);
        var refused = await Assert.ThrowsAsync<CqlUnavailableException>(() => shared.WriteAsync("after", Token));
        Assert.Equal((RequestOutcome.Refused, Consistency.Serial, 2, 1), (refused.Outcome, refused.Consistency, refused.Required, refused.Alive));

        await cluster.HealAsync();
        await shared.ReadAsync(Token);
        Assert.Equal("before", shared.Text);
        await shared.WriteAsync("after", Token);
        await using var bothAgain = both.Beside([cluster.Nodes[Lost - 1]]);
        await (await ActivateAsync(bothAgain)).AssertStoredAsync("after");
    }

    private static async Task<Activation> ActivateAsync(CassandraStates states)
        => new(await states.OpenAsync(new StorageSettings()), GrainId.Create("thing", "1"));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(50, Token);
    }
}
