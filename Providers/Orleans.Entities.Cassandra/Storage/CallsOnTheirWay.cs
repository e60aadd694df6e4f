namespace Orleans.Entities.Cassandra.Storage;

/// <summary>The commits that this process is sending, and which of them were told meanwhile not to be applied.</summary>
/// <remarks>
/// Whoever is told so puts a fence before the write; a call that is still on its way with it must not take that fence for one that somebody
/// put without meaning it, and go on behind it. One that begins later may: then the same write is sent again. Nothing is kept of a write that
/// nobody sends: it meets the fence as it is. Safe for use by many threads.
/// </remarks>
internal sealed class CallsOnTheirWay
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(EntityKey Key, Guid WriteId), Write> _writes = [];

    /// <summary>How many writes are being sent.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _writes.Count;
        }
    }

    /// <summary>A call begins: it is on its way until <see cref="End"/>.</summary>
    public Call Begin(EntityKey key, Guid writeId)
    {
        lock (_lock)
        {
            if (!_writes.TryGetValue((key, writeId), out var write))
                _writes[(key, writeId)] = write = new Write();
            write.Calls++;
            return new Call(key, writeId, write, write.Refusals);
        }
    }

    /// <summary>A write is about to be told not to be applied.</summary>
    public void Refuse(EntityKey key, Guid writeId)
    {
        lock (_lock)
        {
            if (_writes.TryGetValue((key, writeId), out var write))
                write.Refusals++;
        }
    }

    /// <summary>Whether a write was refused since a call with it began.</summary>
    public bool IsRefused(in Call call)
    {
        lock (_lock)
            return call.Write.Refusals > call.Before;
    }

    /// <summary>A call has ended: nothing more is sent by it.</summary>
    public void End(in Call call)
    {
        lock (_lock)
        {
            if (--call.Write.Calls == 0)
                _writes.Remove((call.Key, call.WriteId));
        }
    }

    /// <summary>One call.</summary>
    /// <param name="Key">Of which entity.</param>
    /// <param name="WriteId">Of which write.</param>
    /// <param name="Write">What all calls of this write share.</param>
    /// <param name="Before">How often it had been refused when this one began.</param>
    internal readonly record struct Call(EntityKey Key, Guid WriteId, Write Write, int Before);

    internal sealed class Write
    {
        public int Calls { get; set; }

        public int Refusals { get; set; }
    }
}
