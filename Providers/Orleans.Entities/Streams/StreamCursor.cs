using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>How far one subscriber is in its stream. A batch is passed when the next one is asked for: until then it is being delivered.</summary>
/// <remarks>
/// What could not be delivered is handed out again, for as long as it takes: an agent that gives an event up after a while would skip it.
/// Not thread-safe.
/// </remarks>
internal sealed class StreamCursor(StreamBacklog backlog, long place) : IQueueCacheCursor
{
    private EventBatch? _current;
    private bool _failed;

    /// <summary>The place below which the subscriber has everything.</summary>
    public long Passed { get; private set; } = place;

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return _current;
    }

    public bool MoveNext()
    {
        if (_current is not null && !_failed)
            Passed++;
        _failed = false;
        _current = Passed < backlog.End ? backlog[Passed] : null;
        return _current is not null;
    }

    public void Refresh(StreamSequenceToken token)
    {
        // New batches are behind the ones it knows, and it finds them there.
    }

    public void RecordDeliveryFailure() => _failed = true;

    public void Dispose() => backlog.Close(this);
}
