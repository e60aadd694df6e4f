using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace Marketplace.Benchmarks.Log;

/// <summary>The client that the log on Kafka stands on, by itself: the same events, with the same headers and settings.</summary>
internal static class BareKafka
{
    /// <summary>Produces events of so many entities, one after the other, and waits until all are acknowledged.</summary>
    public static void Produce(string bootstrapServers, string topic, int entities, int events)
    {
        using var producer = Producer(bootstrapServers, events);
        var failed = 0;
        for (var number = 0; number < events; number++)
            producer.Produce(topic, RecordOf(number, entities), report => failed += report.Error.IsError ? 1 : 0);
        if (producer.Flush(TimeSpan.FromMinutes(5)) + failed is > 0 and var lost)
            throw new InvalidOperationException($"{lost} events were not acknowledged.");
    }

    /// <summary>Produces them as a log must: of each entity one is acknowledged before the next is sent.</summary>
    public static async Task ProduceInTurnAsync(string bootstrapServers, string topic, int entities, int events)
    {
        using var producer = Producer(bootstrapServers, events);
        await Task.WhenAll(Enumerable.Range(0, entities).Select(entity => Task.Run(async () =>
        {
            for (var number = entity; number < events; number += entities)
                await producer.ProduceAsync(topic, RecordOf(number, entities));
        })));
    }

    /// <summary>The same, while another client of the process follows the topic, as a log does for its readers.</summary>
    public static async Task ProduceAndFollowAsync(string bootstrapServers, string topic, int partitions, int entities, int events)
    {
        var following = Task.Factory.StartNew(
            () => Records(bootstrapServers, topic, partitions).Where(record => !record.IsPartitionEOF && Headers(record) > 0).Take(events).Count(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await ProduceInTurnAsync(bootstrapServers, topic, entities, events);
        await following;
    }

    /// <summary>Reads every event of a topic.</summary>
    /// <returns>How many there are.</returns>
    public static int Consume(string bootstrapServers, string topic, int partitions)
    {
        var (read, ended) = (0, 0);
        foreach (var record in Records(bootstrapServers, topic, partitions))
        {
            if (!record.IsPartitionEOF)
                read += BenchmarkEvent.Read(record.Message.Value).Line >= 0 && Headers(record) > 0 ? 1 : 0;
            else if (++ended == partitions)
                break;
        }

        return read;
    }

    // What comes of a topic from its start on, without end.
    private static IEnumerable<ConsumeResult<byte[], byte[]>> Records(string bootstrapServers, string topic, int partitions)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "bare",
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            QueuedMaxMessagesKbytes = 16 << 10,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(Enumerable.Range(0, partitions).Select(partition => new TopicPartitionOffset(topic, partition, 0)));
        while (true)
            yield return consumer.Consume(TimeSpan.FromSeconds(30)) ?? throw new InvalidOperationException("Nothing came.");
    }

    private static IProducer<byte[], byte[]> Producer(string bootstrapServers, int events) => new ProducerBuilder<byte[], byte[]>(new ProducerConfig
    {
        BootstrapServers = bootstrapServers,
        Acks = Acks.All,
        EnableIdempotence = true,
        LingerMs = 2,
        CompressionType = CompressionType.Lz4,
        QueueBufferingMaxMessages = events,
        Partitioner = Partitioner.Murmur2,
        DeliveryReportFields = "none",
    }).Build();

    // Whoever reads events looks at what names them.
    private static int Headers(ConsumeResult<byte[], byte[]> record)
    {
        var length = 0;
        foreach (var header in record.Message.Headers)
            length += Encoding.UTF8.GetString(header.GetValueBytes()).Length;
        return length;
    }

    private static Message<byte[], byte[]> RecordOf(int number, int entities)
    {
        var (entity, version) = ($"{number % entities}", (number / entities) + 1);
        var value = BenchmarkEvent.Of(number);
        return new()
        {
            Key = Encoding.UTF8.GetBytes($"order/{entity}"),
            Value = value.Write(),
            Headers =
            [
                Header("ce_specversion", "1.0"),
                Header("ce_id", $"order/{entity}@{version}.0"),
                Header("ce_source", "/entities"),
                Header("ce_type", BenchmarkEvent.Type),
                Header("ce_time", value.PlacedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                Header("ce_subject", entity),
                Header("ce_entitykind", "order"),
                Header("ce_entityversion", version.ToString(CultureInfo.InvariantCulture)),
                Header("ce_entityindex", "0"),
                Header("content-type", "application/json"),
            ],
        };
    }

    private static Header Header(string name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}
