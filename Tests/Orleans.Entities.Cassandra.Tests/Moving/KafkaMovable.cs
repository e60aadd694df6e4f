using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.Contract;
using Orleans.Streaming.Kafka;
using Orleans.Streaming.Kafka.Moving;

namespace Orleans.Entities.Cassandra.Tests.Moving;

/// <summary>Entities in Cassandra with their log in Kafka.</summary>
internal sealed class KafkaMovable : MovableUnderTest
{
    private static int _count;

    private readonly CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly CassandraEntityOptions _options;

    private KafkaMovable(CassandraEntityOptions options, KafkaEventLogOptions log) => (_options, LogOptions) = (options, log);

    public KafkaEventLogOptions LogOptions { get; }

    public override IMovableStore Movable
    {
        get
        {
            var log = NewLog();
            return new CassandraMovableStore(
                new KafkaMovableLog(log, TimeProvider.System), log, _stores, Options.Create(_options), Options.Create(new ClusterOptions()), TimeProvider.System, NullLoggerFactory.Instance);
        }
    }

    public static async ValueTask<KafkaMovable> CreateAsync(OneNode node, OneBroker broker)
    {
        var kafka = await broker.StartedOrSkipAsync();
        return new KafkaMovable(TestStore.OptionsFor(await node.StartedOrSkipAsync()), new KafkaEventLogOptions
        {
            BootstrapServers = kafka.BootstrapServers,
            Topic = string.Create(CultureInfo.InvariantCulture, $"move-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"),
            CreateTopics = true,
            Partitions = 5,
            ReplicationFactor = 1,
        });
    }

    /// <summary>A log that is not open yet.</summary>
    public KafkaEventLog NewLog() => new(LogOptions, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Opens the log alone.</summary>
    public async Task UseLogAsync(Func<KafkaEventLog, Task> use)
    {
        await using var log = NewLog();
        await log.OpenAsync();
        await use(log);
    }

    public override Task UseAsync(Func<IEntityStore, IEventLog, Task> use) => UseLogAsync(async log =>
    {
        await using var store = await CassandraEntityStore.OpenAsync(_options, log, TimeProvider.System, NullLoggerFactory.Instance);
        await use(store.Entities, log);
        while (!store.IsRelayed)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    });

    public override async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await TestKeyspaces.DropAsync(_options);
    }
}
