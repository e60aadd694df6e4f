using System.Diagnostics.CodeAnalysis;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>
/// What was read of one partition and not yet delivered to every subscriber, stream by stream: the cache of a pulling agent.
/// <code>
///  receiver ──Enter──► window ──► batches, by stream ──cursor──► subscriber
///                        ▲                               │
///   position ◄───────────┴── released when all passed ◄──┘
/// </code>
/// </summary>
/// <remarks>
/// A subscriber that cannot take a batch holds up its own stream, and the partition's others only when the window is full. An agent is a
/// single thread to it.
/// </remarks>
internal sealed class StreamQueue : IQueueCache
{
    private readonly Dictionary<StreamId, StreamBacklog> _backlogs = [];
    private readonly int _capacity;
    private readonly long _maxBytes;
    private DispatchWindow _window;

    /// <param name="capacity">How many events it holds at most between the oldest that is not delivered and the newest.</param>
    /// <param name="maxBytes">What it may hold of memory, and one read more.</param>
    public StreamQueue(int capacity, long maxBytes)
    {
        (_capacity, _maxBytes) = (capacity, maxBytes);
        _window = new(new(Guid.Empty, 0, null), capacity, maxBytes);
    }

    /// <summary>The offset to read next.</summary>
    public long NextOffset => _window.NextOffset;

    /// <summary>The offset below which everything is delivered.</summary>
    public long SettledOffset => _window.SettledOffset;

    /// <summary>The position to go on from after a restart.</summary>
    public LogPosition Position => _window.Position();

    /// <summary>Begins at a position.</summary>
    public void StartAt(LogPosition position) => _window = new(position, _capacity, _maxBytes);

    /// <summary>Takes in what was read, as one batch a stream.</summary>
    public IList<IBatchContainer> Enter(IReadOnlyList<LogEvent> events, EventBatchReading? reading)
    {
        var kinds = new Dictionary<string, (List<LogEvent> Events, List<long> Tickets)>();
        for (var i = 0; i < events.Count; i++)
        {
            if (!kinds.TryGetValue(events[i].Entity.Kind, out var kind))
                kinds.Add(events[i].Entity.Kind, kind = ([], []));
            kind.Events.Add(events[i]);
            kind.Tickets.Add(_window.Enter(events[i], 1));
        }
        return [.. kinds.Select(kind => new EventBatch(EventStreams.Of(kind.Key, events[0].Partition), [.. kind.Value.Events], [.. kind.Value.Tickets], reading))];
    }

    public int GetMaxAddCount() => _window.Room;

    public bool IsUnderPressure() => false;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var batch in messages)
            BacklogOf(batch.StreamId).Add((EventBatch)batch);
    }

    public bool TryPurgeFromCache([MaybeNullWhen(false)] out IList<IBatchContainer> purgedItems)
    {
        purgedItems = null;
        foreach (var backlog in _backlogs.Values)
        {
            foreach (var released in backlog.Release())
            {
                foreach (var ticket in released.Tickets)
                    _window.Settle(ticket);
                (purgedItems ??= []).Add(released);
            }
        }
        return purgedItems is not null;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        var backlog = BacklogOf(streamId);
        if (token is null)
            return backlog.Open(backlog.End);
        if (token.SequenceNumber < backlog.LetGo)
            throw new QueueCacheMissException(token, new EventSequenceTokenV2(backlog.LetGo + 1), new EventSequenceTokenV2(NextOffset));
        return backlog.Open(backlog.PlaceOf(token.SequenceNumber));
    }

    public void UpdateDeliveryProgress(StreamSequenceToken? earliestSubscriptionToken, DateTime utcNow) => TryPurgeFromCache(out _);

    private StreamBacklog BacklogOf(StreamId stream)
    {
        if (!_backlogs.TryGetValue(stream, out var backlog))
            _backlogs.Add(stream, backlog = new());
        return backlog;
    }
}
