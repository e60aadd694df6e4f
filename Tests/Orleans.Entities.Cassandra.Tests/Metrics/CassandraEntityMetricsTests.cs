using Marketplace.Tests.Shared;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Metrics;

[Collection(nameof(OneNode))]
public sealed class CassandraEntityMetricsTests(OneNode node)
{
    private const string Commits = "orleans.cassandra.entity.commit.duration";

    private static readonly EntityKey Key = new("thing", "1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commits_are_told_by_how_they_ended_and_what_is_open_by_what_waits()
    {
        var options = TestStore.OptionsFor(await node.StartedOrSkipAsync());
        var log = new GatedLog(new ArrivalLog()) { IsShut = true };
        await using (var owner = await TestOwner.OpenAsync(options, log, TimeProvider.System, Token))
        {
            using var readings = new MeterReadings(owner.Store.Metrics.Meter);
            var (writer, late) = (new EntityWriter(owner.Entities, Key), new EntityWriter(owner.Entities, Key));

            await writer.WriteAsync("a head", events: [EntityWriter.Event("an event")]);
            await late.TryWriteAsync(late.Next("late"));
            owner.Connection.LoseNext(UnreliableStore.Loss.OfTheAnswer);
            var lost = writer.Next("lost");
            await writer.TryWriteAsync(lost);
            await owner.Entities.ResolveAsync(Key, 2, lost.WriteId, Token);

            Assert.Single(readings.Of(Commits, "outcome=committed"));
            Assert.Single(readings.Of(Commits, "outcome=conflict"));
            Assert.Single(readings.Of(Commits, "outcome=unknown"));
            Assert.Equal([1], readings.Of("orleans.cassandra.entity.settled", "outcome=committed"));
            Assert.Equal([1], readings.Of("orleans.cassandra.entity.open").TakeLast(1));
            Assert.True(readings.Of("orleans.cassandra.entity.relay.waiting")[^1] > 0);
            Assert.True(readings.Of("orleans.cassandra.entity.relay.lag")[^1] > 0);
        }

        await TestKeyspaces.DropAsync(options);
    }
}
