using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>What waits for the commit thread, in the order of arrival, bounded in calls and bytes.</summary>
internal sealed class WorkQueue(RocksDbEntityOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _filled = new(false);
    private readonly Queue<Work> _waiting = [];
    private long _bytes;
    private bool _idle;
    private bool _closed;

    internal int Count => _waiting.Count;

    /// <summary>Takes a work in; false when there is no room for it or the queue is closed.</summary>
    internal bool TryAdd(Work work)
    {
        bool wake;
        lock (_gate)
        {
            if (_closed || _waiting.Count >= options.QueueCalls || _bytes + work.Bytes > options.QueueBytes)
                return false;
            _waiting.Enqueue(work);
            _bytes += work.Bytes;
            (wake, _idle) = (_idle, false);
        }

        if (wake)
            _filled.Set();
        return true;
    }

    /// <summary>
    /// Waits for works and moves the first of them into <paramref name="group"/>, at least one and within the bounds of a group; false
    /// when the queue is closed and empty.
    /// </summary>
    internal bool Take(List<Work> group, int maxCalls, int maxBytes)
    {
        while (true)
        {
            lock (_gate)
            {
                var bytes = 0L;
                while (group.Count < maxCalls && _waiting.TryPeek(out var work) && (group.Count == 0 || bytes + work.Bytes <= maxBytes))
                {
                    group.Add(_waiting.Dequeue());
                    bytes += work.Bytes;
                }

                _bytes -= bytes;
                if (group.Count > 0)
                    return true;
                if (_closed)
                    return false;
                _idle = true;
            }

            _filled.WaitOne();
        }
    }

    /// <summary>Moves everything that waits into <paramref name="works"/>.</summary>
    internal void Drain(List<Work> works)
    {
        lock (_gate)
        {
            works.AddRange(_waiting);
            _waiting.Clear();
            _bytes = 0;
        }
    }

    /// <summary>Takes nothing more in; what waits is still handed out.</summary>
    internal void Close()
    {
        lock (_gate)
            _closed = true;
        _filled.Set();
    }

    public void Dispose() => _filled.Dispose();
}
