using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Records;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>What others do to the topic of a log.</summary>
internal sealed class RawTopic(KafkaEventLogOptions options)
{
    public string Name => options.Topic;

    public string PositionsName => $"{options.Topic}.positions";

    /// <summary>Produces records, all acknowledged at its end.</summary>
    public async Task ProduceAsync(string topic, int partition, IEnumerable<Message<byte[], byte[]>> records)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = options.BootstrapServers }).Build();
        await Task.WhenAll(records.Select(record => producer.ProduceAsync(new TopicPartition(topic, partition), record)));
    }

    /// <summary>Produces records that are no events.</summary>
    public Task ProduceGarbageAsync(int partition, int count)
        => ProduceAsync(Name, partition, Enumerable.Range(0, count).Select(_ => new Message<byte[], byte[]> { Value = [1, 2, 3] }));

    /// <summary>Produces a commit's events in a transaction, and another's in one that is aborted.</summary>
    public void ProduceInTransactions(int partition, EntityCommit committed, EntityCommit aborted)
    {
        var limit = TimeSpan.FromSeconds(30);
        var config = new ProducerConfig { BootstrapServers = options.BootstrapServers, TransactionalId = $"{Name}-others" };
        using var producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        producer.InitTransactions(limit);
        producer.BeginTransaction();
        Produce(committed);
        producer.CommitTransaction(limit);
        producer.BeginTransaction();
        Produce(aborted);
        producer.AbortTransaction(limit);

        void Produce(EntityCommit commit)
        {
            foreach (var record in new EventWriter("/others").Write(commit, EventWriter.KeyOf(commit.Key)))
                producer.Produce(new TopicPartition(Name, partition), record);
            producer.Flush(limit);
        }
    }

    /// <summary>Makes the topic, with settings.</summary>
    public Task MakeAsync(Dictionary<string, string> settings) => MakeAsync(Name, options.Partitions, settings);

    /// <summary>Makes a topic of positions that is compacted as soon as can be.</summary>
    public async Task MakePositionsThatAreCompactedSoonAsync()
    {
        using var admin = Admin();
        var soon = new ConfigEntry { Name = "log.cleaner.backoff.ms", Value = "200", IncrementalOperation = AlterConfigOpType.Set };
        await admin.IncrementalAlterConfigsAsync(new() { [new() { Type = ResourceType.Broker, Name = "1" }] = [soon] });
        await MakeAsync(PositionsName, 1, new() { ["cleanup.policy"] = "compact", ["segment.ms"] = "100", ["min.cleanable.dirty.ratio"] = "0.01" });
    }

    /// <summary>How many records a partition has; less than its offsets where some were compacted away.</summary>
    public int Count(string topic, int partition)
    {
        var config = new ConsumerConfig { BootstrapServers = options.BootstrapServers, GroupId = Name, EnablePartitionEof = true };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, partition, 0));
        var count = 0;
        while (consumer.Consume(TimeSpan.FromSeconds(10)) is { IsPartitionEOF: false })
            count++;
        return count;
    }

    public async Task MakeAnewAsync()
    {
        using var admin = Admin();
        await admin.DeleteTopicsAsync([Name]);
        for (var isMade = false; !isMade; await Task.Delay(TimeSpan.FromMilliseconds(50)))
        {
            try
            {
                await admin.CreateTopicsAsync([new TopicSpecification { Name = Name, NumPartitions = options.Partitions, ReplicationFactor = 1 }]);
                isMade = true;
            }
            catch (CreateTopicsException)
            {
                // The old one is not gone yet.
            }
        }
    }

    /// <summary>Deletes the topic of positions, and waits until it is gone.</summary>
    public async Task LosePositionsAsync()
    {
        using var admin = Admin();
        await admin.DeleteTopicsAsync([PositionsName]);
        while (admin.GetMetadata(PositionsName, TimeSpan.FromSeconds(10)).Topics is not [{ Error.Code: KafkaErrorCode.UnknownTopicOrPart }])
            await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    /// <summary>Deletes the topic of positions, and makes it anew.</summary>
    public async Task MakePositionsAnewAsync()
    {
        await LosePositionsAsync();
        await MakeAsync(PositionsName, 1, new() { ["cleanup.policy"] = "compact" });
    }

    /// <summary>Writes a record into the topic of positions; without a value it forgets its key's.</summary>
    public Task ProducePositionAsync(string key, string? value) => ProduceAsync(
        PositionsName, 0, [new() { Key = Encoding.UTF8.GetBytes(key), Value = value is null ? null! : Encoding.UTF8.GetBytes(value) }]);

    public async Task AddPartitionsAsync(int count)
    {
        using var admin = Admin();
        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = Name, IncreaseTo = count }]);
    }

    private async Task MakeAsync(string topic, int partitions, Dictionary<string, string> settings)
    {
        using var admin = Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1, Configs = settings }]);
    }

    private IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = options.BootstrapServers }).Build();
}
