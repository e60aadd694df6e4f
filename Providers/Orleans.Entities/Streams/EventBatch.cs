using System.Diagnostics.CodeAnalysis;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>
/// Events of one stream that were read together. Subscribers see them as <see cref="LogEvent"/>, or as one of the registered types, and
/// then those of this type only.
/// </summary>
/// <remarks>
/// Its token is that of its last event. Where a batch is read anew, it may be cut elsewhere; a subscriber that had all up to a token is
/// then given the batch with the next event whole: more than once, and never less.
/// </remarks>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.EventBatch"), SerializationCallbacks(typeof(EventBatchReading))]
internal sealed class EventBatch : IBatchContainer
{
    [NonSerialized]
    private readonly long[] _tickets;

    [NonSerialized]
    private EventBatchReading? _reading;

    public EventBatch(StreamId streamId, LogEvent[] events, long[] tickets, EventBatchReading? reading) =>
        (StreamId, Events, _tickets, _reading) = (streamId, events, tickets, reading);

    [Id(0)]
    public StreamId StreamId { get; private set; }

    [Id(1)]
    public LogEvent[] Events { get; private set; }

    public StreamSequenceToken SequenceToken => TokenOf(Events[^1]);

    /// <summary>The tickets of its events in the window of their partition, where it was read; nowhere else.</summary>
    public IReadOnlyList<long> Tickets => _tickets;

    /// <summary>Where the log has its last event.</summary>
    public long LastOffset => Events[^1].Offset;

    /// <summary>Gives it what it reads typed events with, where it has arrived from elsewhere.</summary>
    public void ReadWith(EventBatchReading reading) => _reading = reading;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        foreach (var value in Events)
        {
            if (TryRead<T>(value, out var item))
                yield return Tuple.Create<T, StreamSequenceToken>(item, TokenOf(value));
        }
    }

    public bool ImportRequestContext() => false;

    private static EventSequenceTokenV2 TokenOf(LogEvent value) => new(value.Offset);

    private bool TryRead<T>(LogEvent value, [NotNullWhen(true)] out T? item)
    {
        if (value is T same)
        {
            item = same;
            return true;
        }
        if (_reading is null)
            throw EventBatchReading.NothingRegistered<T>();
        return _reading.TryRead(value, out item);
    }
}
