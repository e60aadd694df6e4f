using Marketplace.Tests.Shared;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Storage;

[Collection<OneNode>]
public sealed class StateMetricsTests(OneNode node)
{
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    [Fact]
    public async Task Writes_that_come_too_late_and_answers_that_are_lost_are_counted()
    {
        await using var states = new CassandraStates((await node.StartedOrSkipAsync()).Nodes);
        var storage = (CassandraGrainStorage)await states.OpenAsync(new StorageSettings());
        using var readings = new MeterReadings(storage.Metrics.Meter);
        var (first, late) = (new Activation(storage, Grain), new Activation(storage, Grain));

        await first.WriteAsync("first");
        await Assert.ThrowsAsync<InconsistentStateException>(() => late.WriteAsync("late"));
        states.LoseNextAnswer(stored: true, () => Task.CompletedTask);
        await first.WriteAsync("second");

        Assert.Equal(3, readings.Of("orleans.cassandra.state.size", "storage=tests").Count);
        Assert.Equal([1], readings.Of("orleans.cassandra.state.conflicts", "storage=tests"));
        Assert.Equal([1], readings.Of("orleans.cassandra.state.settled", "storage=tests outcome=applied"));
    }
}
