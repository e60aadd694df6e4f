using System.Collections.Concurrent;
using Orleans.Entities.Tests.Log;
using Orleans.Streams;

namespace Orleans.Entities.Tests.Streams;

public sealed class EventStreamTests
{
    private const string Added = "tests.counter.added.v1";

    private readonly MemoryEventLog _log = new(partitions: 4);
    private readonly Watched _watched = new();

    [Fact]
    public async Task Grains_that_subscribe_to_a_kind_get_all_of_it_each_entitys_in_order()
    {
        _log.Append(2, "before", Added);
        await using var cluster = await StartAsync();
        var entities = Enumerable.Range(0, 40).Select(i => $"all{i}").ToList();
        for (var round = 0; round < 10; round++)
            entities.ForEach(entity => _log.Append(entity, Added));
        await Eventually.HoldsAsync(() => entities.All(entity => _watched.VersionsOf(entity).Count == 10), "all are taken");
        Assert.All(entities, entity => Assert.Equal(Enumerable.Range(1, 10).Select(version => (long)version), _watched.VersionsOf(entity)));
        Assert.Empty(_watched.VersionsOf("before"));
    }

    [Fact]
    public async Task Clients_get_the_events_of_the_type_they_subscribe_to()
    {
        await using var cluster = await StartAsync();
        var sums = new ConcurrentQueue<int>();
        await SubscribeAsync<CounterAdded>(cluster, 1, added => sums.Enqueue(added.Sum));
        _log.Append(1, "typed", Added, """{"Amount":2,"Sum":2}""");
        _log.Append(1, "typed", "tests.counter.renamed.v1");
        _log.Append(1, "typed", Added, """{"Amount":3,"Sum":5}""");
        await Eventually.HoldsAsync(() => sums.Count == 2, "both are taken");
        Assert.Equal([2, 5], sums);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_as_its_type_costs_only_itself()
    {
        await using var cluster = await StartAsync();
        var sums = new ConcurrentQueue<int>();
        await SubscribeAsync<CounterAdded>(cluster, 1, added => sums.Enqueue(added.Sum));
        _log.Append(1, "typed", Added, """{"Amount":2,"Sum":2}""");
        _log.Append(1, "typed", Added, "no JSON");
        _log.Append(1, "typed", Added, """{"Amount":3,"Sum":5}""");
        await Eventually.HoldsAsync(() => sums.Contains(5), "what is behind it is taken");
        Assert.Equal([2, 5], sums.Distinct());
    }

    [Fact]
    public async Task What_a_subscriber_cannot_take_is_offered_until_it_can_and_holds_up_nobody_else()
    {
        await using var cluster = await StartAsync();
        var others = new ConcurrentQueue<LogEvent>();
        await SubscribeAsync<LogEvent>(cluster, 3, others.Enqueue);
        _watched.Refused = "poison";
        _log.Append(3, "poison", Added);
        _log.Append(3, "behind", Added);

        // Twice the time after which Orleans gives an event up.
        await Eventually.HoldsAsync(() => _watched.Refusals > 2, "it was refused again and again");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal(2, others.Count);
        Assert.Empty(_watched.VersionsOf("behind"));
        _watched.Refused = null;
        await Eventually.HoldsAsync(() => _watched.VersionsOf("behind").Count == 1, "it went on");
        Assert.Equal([1L], _watched.VersionsOf("poison"));
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_every_subscriber_had_been()
    {
        await using (var first = await StartAsync())
        {
            _log.Append("kept", Added);
            await Eventually.HoldsAsync(() => _watched.VersionsOf("kept").Count == 1, "the first is taken");
            _watched.Refused = "late";
            _log.Append("late", Added);
            await Eventually.HoldsAsync(() => _watched.Refusals > 0, "it is refused");
        }
        _watched.Refused = null;
        for (var i = 0; i < 20; i++)
            _log.Append("kept", Added);
        await using var second = await StartAsync();
        await Eventually.HoldsAsync(() => _watched.VersionsOf("kept").Count == 21 && _watched.VersionsOf("late").Count == 1, "what came meanwhile is taken");
        Assert.Equal(Enumerable.Range(1, 21).Select(version => (long)version), _watched.VersionsOf("kept"));
    }

    [Fact]
    public async Task When_a_silo_dies_another_reads_on_for_it_and_nothing_is_missing_or_out_of_its_turn()
    {
        await using var cluster = await StreamCluster.StartAsync(_log, _watched, silos: 2);
        var entities = Enumerable.Range(0, 40).Select(i => $"dying{i}").ToList();
        for (var round = 0; round < 20; round++)
        {
            if (round == 10)
            {
                await Eventually.HoldsAsync(() => entities.Any(entity => _watched.VersionsOf(entity).Count > 5), "it is in full swing");
                await cluster.KillOneAsync();
            }

            entities.ForEach(entity => _log.Append(entity, Added));
        }

        await Eventually.HoldsAsync(() => entities.All(entity => _watched.VersionsOf(entity).Count == 20), "all are taken", seconds: 60);
        Assert.All(entities, entity => Assert.Equal(Enumerable.Range(1, 20).Select(version => (long)version), _watched.VersionsOf(entity)));
    }

    [Fact]
    public async Task A_log_that_fails_is_read_again()
    {
        await using var cluster = await StartAsync();
        var failures = 3;
        _log.ReadFault = _ => Interlocked.Decrement(ref failures) >= 0 ? new EntityStoreException("Not now.") : null;
        _log.Append("failing", Added);
        await Eventually.HoldsAsync(() => _watched.VersionsOf("failing").Count == 1, "it is taken");
    }

    [Fact]
    public async Task A_stream_is_not_written_to()
    {
        await using var cluster = await StartAsync();
        var stream = cluster.Client.GetStreamProvider(StreamCluster.Name).GetStream<LogEvent>(EventStreams.Of("thing", 0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => stream.OnNextAsync(_log.Append("written", Added)));
    }

    private Task<StreamCluster> StartAsync() => StreamCluster.StartAsync(_log, _watched);

    // An agent learns of the subscription beside the client's call: an event at once may be before it.
    private static async Task SubscribeAsync<T>(StreamCluster cluster, int partition, Action<T> take)
    {
        await cluster.Client.GetStreamProvider(StreamCluster.Name).GetStream<T>(EventStreams.Of("thing", partition)).SubscribeAsync((item, _) =>
        {
            take(item);
            return Task.CompletedTask;
        });
    }
}
