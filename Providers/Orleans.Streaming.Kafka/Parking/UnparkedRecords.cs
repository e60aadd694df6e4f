namespace Orleans.Streaming.Kafka.Parking;

/// <summary>The records that are no events and are not parked yet. Readers' positions wait below them, so that none is forgotten.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class UnparkedRecords
{
    /// <summary>How many wait at most. More at once are a topic of something else, and the log of what happened must do for the rest.</summary>
    internal const int Most = 1_024;

    private const int MaxBatch = 128;

    private readonly Lock _lock = new();
    private readonly Queue<UnreadableRecord> _waiting = new();
    private TaskCompletionSource _changed = NewSignal();
    private int _count;

    /// <summary>Takes one in.</summary>
    /// <returns>False when too many wait already.</returns>
    public bool TryAdd(UnreadableRecord record)
    {
        lock (_lock)
        {
            if (_waiting.Count == Most)
                return false;
            _waiting.Enqueue(record);
            Changed_NeedsLock();
            return true;
        }
    }

    /// <summary>The oldest of those that wait, at least one. They wait until they are <see cref="Parked"/>.</summary>
    public async Task<UnreadableRecord[]> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_waiting.Count > 0)
                    return [.. _waiting.Take(MaxBatch)];
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Tells that the oldest are parked.</summary>
    public void Parked(int count)
    {
        lock (_lock)
        {
            for (; count > 0; count--)
                _waiting.Dequeue();
            Changed_NeedsLock();
        }
    }

    /// <summary>Waits until none waits of a partition that is below an offset.</summary>
    public async ValueTask UntilParkedAsync(int partition, long below, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _count) > 0)
        {
            Task changed;
            lock (_lock)
            {
                if (!_waiting.Any(record => record.Partition == partition && record.Offset < below))
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Changed_NeedsLock()
    {
        Volatile.Write(ref _count, _waiting.Count);
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
