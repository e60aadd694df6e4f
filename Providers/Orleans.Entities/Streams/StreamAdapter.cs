using System.Collections.Concurrent;
using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>
/// What Orleans asks of a provider of streams, answered by the log: a queue is a partition, read by one agent in the cluster. Streams are
/// only read: events are written by commits.
/// </summary>
internal sealed class StreamAdapter(
    string name, int partitions, Func<CancellationToken, Task> begin, Func<int, StreamQueue, IQueueAdapterReceiver> receiverOf, StreamSettings settings)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    private readonly HashRingBasedStreamQueueMapper _mapper = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = partitions }, name);
    private readonly ConcurrentDictionary<QueueId, StreamQueue> _queues = new();

    public string Name => name;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => CreateAdapter(CancellationToken.None);

    // Before the silo is active, so that what happens from then on is in the streams.
    public async Task<IQueueAdapter> CreateAdapter(CancellationToken cancellationToken)
    {
        await begin(cancellationToken);
        return this;
    }

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());

    // The agent makes the cache first, then the receiver, and both anew whenever it takes the queue over.
    public IQueueCache CreateQueueCache(QueueId queueId) => _queues[queueId] = new StreamQueue(settings.Window, settings.WindowBytes);

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => receiverOf((int)queueId.GetNumericId(), _queues[queueId]);

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException($"Streams of '{name}' are read from the log of entities' events: commit an event of an entity.");
}
