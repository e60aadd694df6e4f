using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>What others do to the topic of a log.</summary>
internal sealed class RawTopic(KafkaEventLogOptions options)
{
    public string Name => options.Topic;

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
    public async Task MakeAsync(Dictionary<string, string> settings)
    {
        using var admin = Admin();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = Name, NumPartitions = options.Partitions, ReplicationFactor = 1, Configs = settings }]);
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

    public async Task AddPartitionsAsync(int count)
    {
        using var admin = Admin();
        await admin.CreatePartitionsAsync([new PartitionsSpecification { Topic = Name, IncreaseTo = count }]);
    }

    private IAdminClient Admin() => new AdminClientBuilder(new AdminClientConfig { BootstrapServers = options.BootstrapServers }).Build();
}
