using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Questions to the cluster, each with a limit.</summary>
internal sealed class KafkaAdmin(IAdminClient client, TimeProvider time) : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // The library gives up first, and says why.
    private static readonly TimeSpan Request = Limit * 0.9;

    /// <summary>A topic; null where there is none of that name.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<TopicDescription?> DescribeAsync(string topic, CancellationToken cancellationToken) => AskAsync($"describe topic '{topic}'", async () =>
    {
        try
        {
            return (await client.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]), new() { RequestTimeout = Request })).TopicDescriptions[0];
        }
        catch (DescribeTopicsException e) when (e.Results.TopicDescriptions is [{ Error.Code: KafkaErrorCode.UnknownTopicOrPart }])
        {
            return null;
        }
    }, cancellationToken);

    /// <summary>How many brokers there are.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<int> CountBrokersAsync(CancellationToken cancellationToken)
        => AskAsync("describe the cluster", async () => (await client.DescribeClusterAsync(new() { RequestTimeout = Request })).Nodes.Count, cancellationToken);

    /// <summary>A topic's settings.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<IReadOnlyDictionary<string, string>> SettingsAsync(string topic, CancellationToken cancellationToken)
        => AskAsync($"describe the settings of topic '{topic}'", async () =>
        {
            var found = await client.DescribeConfigsAsync([new() { Type = ResourceType.Topic, Name = topic }], new() { RequestTimeout = Request });
            return (IReadOnlyDictionary<string, string>)found[0].Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>Creates a topic; one that somebody created meanwhile is as good.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task CreateAsync(TopicSpecification topic, CancellationToken cancellationToken) => AskAsync($"create topic '{topic.Name}'", async () =>
    {
        try
        {
            await client.CreateTopicsAsync([topic], new() { RequestTimeout = Request, OperationTimeout = Request });
        }
        catch (CreateTopicsException e) when (e.Results is [{ Error.Code: KafkaErrorCode.TopicAlreadyExists }])
        {
            // It is there.
        }

        return true;
    }, cancellationToken);

    /// <summary>Where partitions begin, or end for those who read what is committed; in the order of the partitions given.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<long[]> OffsetsAsync(IReadOnlyList<TopicPartition> partitions, OffsetSpec which, CancellationToken cancellationToken)
        => AskAsync("list offsets", async () =>
        {
            var found = await client.ListOffsetsAsync(
                partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = which }),
                new() { RequestTimeout = Request, IsolationLevel = IsolationLevel.ReadCommitted });
            var offsets = found.ResultInfos.ToDictionary(
                info => info.TopicPartitionOffsetError.TopicPartition, info => info.TopicPartitionOffsetError.Offset.Value);
            return partitions.Select(partition => offsets[partition]).ToArray();
        }, cancellationToken);

    /// <summary>Forgets the records below an offset.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task TrimAsync(TopicPartitionOffset before, CancellationToken cancellationToken) => AskAsync(
        $"trim {before.TopicPartition}",
        () => client.DeleteRecordsAsync([before], new() { RequestTimeout = Request, OperationTimeout = Request }),
        cancellationToken);

    public void Dispose() => client.Dispose();

    private async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().WaitAsync(Limit, time, cancellationToken);
        }
        catch (Exception e) when (e is KafkaException or TimeoutException)
        {
            throw new EntityStoreException($"Kafka could not {what}: {e.Message}", e);
        }
    }
}
