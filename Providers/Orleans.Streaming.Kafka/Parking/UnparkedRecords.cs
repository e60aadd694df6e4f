namespace Orleans.Streaming.Kafka.Parking;

/// <summary>The records that are no events and are not parked yet. Readers' positions wait below them, so that none is forgotten.</summary>
/// <remarks>
/// Memory is bounded: what comes when too many wait is left where it is, and only between which offsets it lies is kept; it is read again
/// when those that wait are parked. Safe for use by many threads; one parks.
/// </remarks>
internal sealed class UnparkedRecords
{
    /// <summary>How many wait at most.</summary>
    internal const int Most = 1_024;

    private const int MaxBatch = 128;

    private readonly Lock _lock = new();
    private readonly Queue<UnreadableRecord> _waiting = new();
    private readonly SortedDictionary<int, LeftRecords> _left = [];
    private TaskCompletionSource _changed = NewSignal();
    private bool _isEmpty = true;

    // While some are read again: the first offset of their partition that was left once more.
    private (int Partition, long Offset)? _leftAgain;

    /// <summary>Takes one in, or leaves it where it is when too many wait already.</summary>
    public void Add(UnreadableRecord record)
    {
        lock (_lock)
        {
            if (_waiting.Count < Most)
                _waiting.Enqueue(record);
            else
                Leave_NeedsLock(record.Partition, record.Offset);
            Changed_NeedsLock();
        }
    }

    /// <summary>The oldest of those that wait, which do so until they are <see cref="Parked"/>; none when all that there are were left.</summary>
    public async Task<UnreadableRecord[]> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (!_isEmpty)
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

    /// <summary>Some of those that were left, to be read again, and <see cref="Add"/>ed as they are met; null when there are none.</summary>
    public LeftRecords? BeginAgain()
    {
        lock (_lock)
        {
            if (_left.Count == 0)
                return null;
            var (partition, left) = _left.First();
            _leftAgain = (partition, long.MaxValue);

            // No more than have a place, or the rest would be read for nothing each time.
            return left with { To = Math.Min(left.To, left.From + Most) };
        }
    }

    /// <summary>Tells how far they were read again: none that was left lies below it, but for what was left once more.</summary>
    public void EndAgain(long readTo)
    {
        lock (_lock)
        {
            if (_leftAgain is not var (partition, leftAgain))
                throw new InvalidOperationException("Nothing is being read again.");
            _leftAgain = null;
            var left = _left[partition] with { From = Math.Min(readTo, leftAgain) };
            if (left.From < left.To)
                _left[partition] = left;
            else
                _left.Remove(partition);
            Changed_NeedsLock();
        }
    }

    /// <summary>Waits until there is none of a partition that is below an offset.</summary>
    public async ValueTask UntilParkedAsync(int partition, long below, CancellationToken cancellationToken)
    {
        while (!Volatile.Read(ref _isEmpty))
        {
            Task changed;
            lock (_lock)
            {
                if (!(_left.TryGetValue(partition, out var left) && left.From < below) && !_waiting.Any(record => record.Partition == partition && record.Offset < below))
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Leave_NeedsLock(int partition, long offset)
    {
        _left[partition] = _left.TryGetValue(partition, out var left)
            ? left with { From = Math.Min(left.From, offset), To = Math.Max(left.To, offset + 1) }
            : new(partition, offset, offset + 1);
        if (_leftAgain is var (again, first) && again == partition)
            _leftAgain = (partition, Math.Min(first, offset));
    }

    private void Changed_NeedsLock()
    {
        Volatile.Write(ref _isEmpty, _waiting.Count == 0 && _left.Count == 0);
        var changed = _changed;
        _changed = NewSignal();
        changed.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
