using Orleans.Entities;
using Orleans.Entities.Contract;

namespace Orleans.Streaming.Kafka.Tests.Contract;

/// <summary>A store in memory, whose commits' events are carried into Kafka as a relay does it: each entity's one commit after the other.</summary>
internal sealed class KafkaUnderTest : StoreUnderTest
{
    private readonly InMemoryEntityStore _store = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<EntityKey, Task> _relays = [];
    private readonly TestLog _log;

    private KafkaUnderTest(TestLog log)
    {
        _log = log;
        _store.OnCommitted = commit =>
        {
            lock (_lock)
                _relays[commit.Key] = RelayAsync(_relays.GetValueOrDefault(commit.Key, Task.CompletedTask), commit);
        };
    }

    public override IEntityStore Store => _store;

    public override IEventLog Log => _log.Log;

    public static async ValueTask<StoreUnderTest> CreateAsync(OneBroker broker)
        => new KafkaUnderTest(await TestLog.OpenAsync(await broker.StartedOrSkipAsync()));

    public override async ValueTask ReopenAsync()
    {
        await RelayedAsync();
        await _log.ReopenAsync();
    }

    public override async ValueTask UntilLoggedAsync()
    {
        await RelayedAsync();
        await Task.WhenAll(Enumerable.Range(0, Log.PartitionCount).Select(partition => Log.GetExtentAsync(partition).AsTask()));
    }

    public override async ValueTask DisposeAsync()
    {
        await RelayedAsync();
        await _log.DisposeAsync();
    }

    private Task RelayedAsync()
    {
        lock (_lock)
            return Task.WhenAll(_relays.Values.ToArray());
    }

    private async Task RelayAsync(Task before, EntityCommit commit)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Assert.Equal(CommitOutcome.Committed, await _log.Log.AppendAsync(commit));
    }
}
