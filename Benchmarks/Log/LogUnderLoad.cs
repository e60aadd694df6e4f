using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka;

namespace Marketplace.Benchmarks.Log;

/// <summary>The log on Kafka as relays append to it and dispatchers read it.</summary>
internal sealed class LogUnderLoad(KafkaEventLog log, string topic) : IAsyncDisposable
{
    private const int Batch = 256;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public string Topic => topic;

    public int Partitions => log.PartitionCount;

    /// <summary>Opens it; the topic is made where there is none.</summary>
    public static async Task<LogUnderLoad> OpenAsync(string bootstrapServers, string topic)
    {
        var options = new KafkaEventLogOptions { BootstrapServers = bootstrapServers, Topic = topic, CreateTopics = true, ReplicationFactor = 1 };
        var log = new KafkaEventLog(options, TimeProvider.System, NullLoggerFactory.Instance);
        await log.OpenAsync();
        return new(log, topic);
    }

    public static EntityKey EntityOf(int number) => new("order", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends an event, as often as it takes.</summary>
    public async Task AppendAsync(EntityCommit commit)
    {
        while (await log.AppendAsync(commit) != CommitOutcome.Committed)
        {
            // The same again joins what is on its way.
        }
    }

    /// <summary>Appends events of so many entities, all at once, each entity's one after the other.</summary>
    public Task AppendAsync(int entities, int events) => Task.WhenAll(Enumerable.Range(0, entities).Select(entity => Task.Run(async () =>
    {
        for (var (number, version) = (entity, 1); number < events; number += entities, version++)
            await AppendAsync(BenchmarkEvent.Of(number).CommitOf(EntityOf(entity), version));
    })));

    /// <summary>Reads every event that is there, all partitions at once.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> ReadAsync()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, Partitions).Select(partition => Task.Run(async () =>
        {
            var (read, end) = (0, (await log.GetExtentAsync(partition)).Next);
            for (var offset = 0L; offset < end;)
            {
                foreach (var told in await log.ReadAsync(partition, offset, Batch, Wait))
                {
                    offset = told.Offset + 1;
                    if (BenchmarkEvent.Read(told.Data.Span).Line >= 0)
                        read++;
                }
            }

            return read;
        })));
        return counts.Sum();
    }

    /// <summary>Hands on what comes in all partitions, until it is told to stop.</summary>
    public Task FollowAsync(Action<BenchmarkEvent> handle, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Partitions).Select(partition => Task.Run(async () =>
    {
        for (var offset = (await log.GetExtentAsync(partition, CancellationToken.None)).Next; !stop.IsCancellationRequested;)
        {
            foreach (var told in await log.ReadAsync(partition, offset, Batch, TimeSpan.FromSeconds(1), CancellationToken.None))
            {
                offset = told.Offset + 1;
                handle(BenchmarkEvent.Read(told.Data.Span));
            }
        }
    })));

    /// <summary>Goes through all partitions slowly, from so many places of each, and holds what was read last, until it is told to stop.</summary>
    /// <returns>How many events were read.</returns>
    public async Task<long> WanderAsync(int places, TimeSpan hold, CancellationToken stop)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, Partitions * places).Select(reader => Task.Run(async () =>
        {
            var (partition, place, read) = (reader % Partitions, reader / Partitions, 0L);
            var (first, next) = await log.GetExtentAsync(partition, CancellationToken.None);
            for (var offset = first + ((next - first) * place / places); !stop.IsCancellationRequested;)
            {
                var held = await log.ReadAsync(partition, offset, Batch, Wait, CancellationToken.None);
                read += held.Count;
                offset = held.Count > 0 && held[^1].Offset + 1 < next ? held[^1].Offset + 1 : first;
                await Task.Delay(hold, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                GC.KeepAlive(held);
            }

            return read;
        })));
        return counts.Sum();
    }

    public ValueTask DisposeAsync() => log.DisposeAsync();
}
