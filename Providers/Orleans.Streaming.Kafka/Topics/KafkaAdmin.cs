using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Questions to the cluster, one after the other, each with a limit.</summary>
/// <remarks>
/// The client does not bear (Confluent.Kafka 2.16, AdminClient) to be ended before its questions are, nor an answer to 'describe topics' that
/// comes after its time-out, at which it destroys itself. So one question is on its way at a time and is waited for to its end, that one has a
/// longer time-out than those who wait, and a client that has ended is replaced.
/// </remarks>
internal sealed class KafkaAdmin(Func<IAdminClient> make, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // The library gives up first, and says why.
    private static readonly TimeSpan Request = Limit * 0.9;

    private static readonly TimeSpan DescribeRequest = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private IAdminClient _client = make();

    /// <summary>Topics in the order of the names given; null where there is none of that name.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public Task<TopicDescription?[]> DescribeAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
        => AskAsync($"describe the topics {string.Join(", ", topics)}", async client =>
        {
            IReadOnlyList<TopicDescription> found;
            try
            {
                found = (await client.DescribeTopicsAsync(TopicCollection.OfTopicNames(topics), new() { RequestTimeout = DescribeRequest })).TopicDescriptions;
            }
            catch (DescribeTopicsException e)
            {
                found = e.Results.TopicDescriptions;
            }

            return topics.Select(topic => Found(found.First(description => description.Name == topic))).ToArray();
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
        await last.WaitAsync(Limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last.IsCompleted)
        {
            var disposing = Task.Factory.StartNew(_client.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await disposing.WaitAsync(DisposePatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TopicDescription? Found(TopicDescription topic) => topic.Error switch
    {
        { Code: KafkaErrorCode.UnknownTopicOrPart } => null,
        { IsError: true } error => throw new KafkaException(error),
        _ => topic,
    };

    private async Task<T> AskAsync<T>(string what, Func<IAdminClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Task<T> question;
        lock (_lock)
            _last = question = FollowAsync(_last, ask, patience.Token);
        try
        {
            return await question.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EntityStoreException($"Kafka could not {what} within {Limit}.", e);
        }
        catch (Exception e) when (e is KafkaException or ObjectDisposedException)
        {
            throw new EntityStoreException($"Kafka could not {what}: {e.Message}", e);
        }
    }

    private async Task<T> FollowAsync<T>(Task before, Func<IAdminClient, Task<T>> ask, CancellationToken patience)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);

        // Who gave up waiting for its turn need not be answered any more.
        patience.ThrowIfCancellationRequested();
        try
        {
            return await ask(_client);
        }
        catch (ObjectDisposedException)
        {
            _client = make();
            throw;
        }
    }
}
