namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>What waits for the writer of the books, in the order of arrival, bounded. One thread takes; any may add.</summary>
/// <remarks>The taker sleeps while there is nothing: a collection that spins first would take the processor from those it waits for.</remarks>
internal sealed class WaitingChanges<T>(int capacity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _waiting = [];
    private readonly AutoResetEvent _filled = new(false);
    private bool _idle;
    private bool _closed;

    /// <summary>False when there is no room, or nothing more is taken in.</summary>
    public bool TryAdd(T change)
    {
        bool wake;
        lock (_gate)
        {
            if (_closed || _waiting.Count >= capacity)
                return false;
            _waiting.Enqueue(change);
            (wake, _idle) = (_idle, false);
        }

        if (wake)
            _filled.Set();
        return true;
    }

    /// <summary>Waits for changes and moves up to <paramref name="max"/> into <paramref name="group"/>; false when it is closed and empty.</summary>
    public bool Take(List<T> group, int max)
    {
        while (true)
        {
            lock (_gate)
            {
                while (group.Count < max && _waiting.TryDequeue(out var change))
                    group.Add(change);
                if (group.Count > 0)
                    return true;
                if (_closed)
                    return false;
                _idle = true;
            }

            _filled.WaitOne();
        }
    }

    /// <summary>Takes nothing more in; what waits is still handed out.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
        _filled.Set();
    }

    public void Dispose() => _filled.Dispose();
}
