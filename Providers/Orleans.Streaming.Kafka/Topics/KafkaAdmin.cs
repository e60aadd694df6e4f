using System.Collections.Concurrent;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Questions to the cluster, each with a limit.</summary>
/// <remarks>
/// A client that meets an answer which it does not expect destroys itself (Confluent.Kafka 2.16, AdminClient); it is replaced then. Seen when
/// an answer to 'describe topics' came after its time-out: that one has a longer one than those who wait.
/// </remarks>
internal sealed class KafkaAdmin(Func<IAdminClient> make, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // The library gives up first, and says why.
    private static readonly TimeSpan Request = Limit * 0.9;

    private static readonly TimeSpan DescribeRequest = TimeSpan.FromMinutes(5);

    // Who asks for offsets may have to wait for the answer to another question first.
    private static readonly TimeSpan OffsetsRequest = Request / 2;

    // A partition that was just made, or moved, has a leader a moment later.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<Task, bool> _open = new();
    private IAdminClient _client = make();

    /// <summary>A topic; null where there is none of that name.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<TopicDescription?> DescribeAsync(string topic, CancellationToken cancellationToken) => AskAsync($"describe topic '{topic}'", async () =>
    {
        try
        {
            return (await _client.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]), new() { RequestTimeout = DescribeRequest })).TopicDescriptions[0];
        }
        catch (DescribeTopicsException e) when (e.Results.TopicDescriptions is [{ Error.Code: KafkaErrorCode.UnknownTopicOrPart }])
        {
            return null;
        }
    }, cancellationToken);

    /// <summary>How many brokers there are.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<int> CountBrokersAsync(CancellationToken cancellationToken)
        => AskAsync("describe the cluster", async () => (await _client.DescribeClusterAsync(new() { RequestTimeout = Request })).Nodes.Count, cancellationToken);

    /// <summary>A topic's settings.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<IReadOnlyDictionary<string, string>> SettingsAsync(string topic, CancellationToken cancellationToken)
        => AskAsync($"describe the settings of topic '{topic}'", async () =>
        {
            var found = await _client.DescribeConfigsAsync([new() { Type = ResourceType.Topic, Name = topic }], new() { RequestTimeout = Request });
            return (IReadOnlyDictionary<string, string>)found[0].Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>Creates a topic; one that somebody created meanwhile is as good.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task CreateAsync(TopicSpecification topic, CancellationToken cancellationToken) => AskAsync($"create topic '{topic.Name}'", async () =>
    {
        try
        {
            await _client.CreateTopicsAsync([topic], new() { RequestTimeout = Request, OperationTimeout = Request });
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
            for (var begin = time.GetTimestamp(); ; await Task.Delay(Pause, time, cancellationToken))
            {
                try
                {
                    var found = await _client.ListOffsetsAsync(
                        partitions.Select(partition => new TopicPartitionOffsetSpec { TopicPartition = partition, OffsetSpec = which }),
                        new() { RequestTimeout = OffsetsRequest, IsolationLevel = IsolationLevel.ReadCommitted });
                    var offsets = found.ResultInfos.ToDictionary(info => info.TopicPartitionOffsetError.TopicPartition, Told);
                    return partitions.Select(partition => offsets[partition]).ToArray();
                }
                catch (KafkaException e) when (time.GetElapsedTime(begin) < OffsetsRequest)
                {
                    if (OffsetFailures.Lasting(e) is { } lasting)
                        throw new KafkaException(lasting);
                }
            }
        }, cancellationToken);

    /// <summary>Forgets the records below an offset.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task TrimAsync(TopicPartitionOffset before, CancellationToken cancellationToken) => AskAsync(
        $"trim {before.TopicPartition}",
        () => _client.DeleteRecordsAsync([before], new() { RequestTimeout = Request, OperationTimeout = Request }),
        cancellationToken);

    /// <summary>Ends the client when all questions have ended, each within its limit: the library does not bear to be ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_open.Keys).WaitAsync(Limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_open.IsEmpty)
        {
            var disposing = Task.Factory.StartNew(_client.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await disposing.WaitAsync(DisposePatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<T> TrackAsync<T>(Task<T> question)
    {
        _open[question] = true;
        try
        {
            return await question;
        }
        finally
        {
            _open.TryRemove(question, out _);
        }
    }

    // A broker that did not answer in time is no error to the library: the offset is a number below all offsets.
    private static long Told(ListOffsetsResultInfo info) => info.TopicPartitionOffsetError is { Error.IsError: false, Offset.Value: >= 0 and var offset }
        ? offset
        : throw new KafkaException(info.TopicPartitionOffsetError.Error.IsError ? info.TopicPartitionOffsetError.Error : new Error(KafkaErrorCode.Local_TimedOut));

    private async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        var client = _client;
        try
        {
            return await TrackAsync(ask()).WaitAsync(Limit, time, cancellationToken);
        }
        catch (Exception e) when (e is KafkaException or TimeoutException)
        {
            throw new EntityStoreException($"Kafka could not {what}: {e.Message}", e);
        }
        catch (ObjectDisposedException e)
        {
            if (Interlocked.CompareExchange(ref _client, make(), client) == client)
                _open.Clear();
            throw new EntityStoreException($"Kafka could not {what}: the client has ended, and was replaced.", e);
        }
    }
}
