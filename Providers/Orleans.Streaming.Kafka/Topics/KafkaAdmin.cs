using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Questions to the cluster, one after the other, each with a limit.</summary>
/// <remarks>
/// <para>
/// An answer to 'describe topics' in which a partition has no replica in sync, as when a broker is away or comes back, makes the client
/// (Confluent.Kafka 2.16) free its native parts on the thread that hears of it (an empty list is read from a null pointer), while others
/// may be using them: the process crashes, or the question is never answered. Only that answer tells a topic's id. So it is asked for as
/// seldom as can be, and only of topics that are served.
/// </para>
/// <para>
/// A client that did not answer in time is not used any more, and not ended either, for it may have freed itself. One question is on its way
/// at a time, so that no other is when that happens.
/// </para>
/// </remarks>
internal sealed class KafkaAdmin : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // The library gives up first, and says why.
    private static readonly TimeSpan Request = Limit * 0.9;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Func<Action<Error>, IAdminClient> _make;
    private readonly TimeProvider _time;
    private readonly ConnectionErrors _errors = new();
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private IAdminClient _client;

    /// <param name="make">Makes a client that tells its errors.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="OrleansConfigurationException">The library refuses a setting.</exception>
    public KafkaAdmin(Func<Action<Error>, IAdminClient> make, TimeProvider time)
    {
        (_make, _time) = (make, time);
        _client = make(_errors.Hear);
    }

    /// <summary>A topic; null where there is none of that name.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<TopicShape?> FindAsync(string topic, CancellationToken cancellationToken)
        => AskAsync($"find topic '{topic}'", client => FindAsync(client, topic), cancellationToken);

    /// <summary>A topic's id; null where it is not served now.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<Uuid?> IdAsync(string topic, CancellationToken cancellationToken) => AskAsync($"describe topic '{topic}'", async client =>
    {
        if (await FindAsync(client, topic) is not { IsServed: true })
            return null;
        try
        {
            return (await client.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]), new() { RequestTimeout = Request })).TopicDescriptions[0].TopicId;
        }
        catch (DescribeTopicsException e) when (e.Results.TopicDescriptions is [{ Error.Code: KafkaErrorCode.UnknownTopicOrPart }])
        {
            return null;
        }
    }, cancellationToken);

    /// <summary>How many brokers there are.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<int> CountBrokersAsync(CancellationToken cancellationToken)
        => AskAsync("describe the cluster", async client => (await client.DescribeClusterAsync(new() { RequestTimeout = Request })).Nodes.Count, cancellationToken);

    /// <summary>A topic's settings; null where the broker that was asked does not know it.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<IReadOnlyDictionary<string, string>?> SettingsAsync(string topic, CancellationToken cancellationToken)
        => AskAsync($"describe the settings of topic '{topic}'", async client =>
        {
            try
            {
                var found = await client.DescribeConfigsAsync([new() { Type = ResourceType.Topic, Name = topic }], new() { RequestTimeout = Request });
                return (IReadOnlyDictionary<string, string>?)found[0].Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
            }
            catch (DescribeConfigsException e) when (e.Results is [{ Error.Code: KafkaErrorCode.UnknownTopicOrPart }])
            {
                return null;
            }
        }, cancellationToken);

    /// <summary>Creates a topic; one that somebody created meanwhile is as good.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task CreateAsync(TopicSpecification topic, CancellationToken cancellationToken) => AskAsync($"create topic '{topic.Name}'", async client =>
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

    /// <summary>Forgets the records below an offset.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or refuses.</exception>
    public Task TrimAsync(TopicPartitionOffset before, CancellationToken cancellationToken) => AskAsync(
        $"trim {before.TopicPartition}",
        client => client.DeleteRecordsAsync([before], new() { RequestTimeout = Request, OperationTimeout = Request }),
        cancellationToken);

    /// <summary>Ends the client, unless it still waits for an answer.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (_lock)
            last = _last;
        await last.WaitAsync(Limit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last.IsCompleted)
        {
            var disposing = Task.Factory.StartNew(_client.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await disposing.WaitAsync(DisposePatience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<TopicShape?> FindAsync(IAdminClient client, string topic)
    {
        var asking = Task.Factory.StartNew(() => client.GetMetadata(topic, Request), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var told = await asking;
        return told.Topics.Single(found => found.Topic == topic) switch
        {
            { Error.Code: KafkaErrorCode.UnknownTopicOrPart } => null,
            { Error: { IsError: true } error } => throw new KafkaException(error),
            var found => new(
                told.Brokers.Select(broker => broker.BrokerId).Union(found.Partitions.SelectMany(partition => partition.Replicas)).Count(),
                found.Partitions.Count,
                found.Partitions.Min(partition => partition.Replicas.Length),
                found.Partitions.All(partition => partition.Leader >= 0 && partition.InSyncReplicas.Length > 0)),
        };
    }

    private async Task<T> AskAsync<T>(string what, Func<IAdminClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Task<T> question;
        lock (_lock)
            _last = question = FollowAsync(_last, ask, patience.Token);
        try
        {
            var answer = await question.WaitAsync(patience.Token);
            _errors.Forget();
            return answer;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EntityStoreException($"Kafka could not {what} within {Limit}{(_errors.Cause is { } cause ? $": {cause}" : "")}.", e);
        }
        catch (Exception e) when (e is KafkaException or TimeoutException or ObjectDisposedException)
        {
            throw new EntityStoreException($"Kafka could not {what}: {_errors.CauseOf(e)}.", e);
        }
    }

    private async Task<T> FollowAsync<T>(Task before, Func<IAdminClient, Task<T>> ask, CancellationToken patience)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);

        for (; ; )
        {
            // Who gave up waiting for its turn need not be answered any more.
            patience.ThrowIfCancellationRequested();
            var client = _client;
            try
            {
                return await ask(client).WaitAsync(Limit, _time, CancellationToken.None);
            }
            catch (KafkaException e) when (e.Error.Code is OffsetFailures.BrokerForgotten)
            {
                // Another broker is asked, once the client knows of it.
                await Task.Delay(Pause, _time, patience);
            }
            catch (Exception e) when (e is TimeoutException or ObjectDisposedException)
            {
                _client = _make(_errors.Hear);
                throw;
            }
        }
    }
}
