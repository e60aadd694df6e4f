namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Where the log's partitions stand, durably, their newest events, and who waits for them to grow.</summary>
/// <remarks>Written by the commit thread, read by all.</remarks>
internal sealed class LogState
{
    // For the whole log. A reader that is not far behind finds what it wants: some seconds of a busy program.
    private const int TailBytes = 8 << 20;

    private readonly long[] _next;
    private readonly long[] _first;
    private readonly PartitionTail[] _tails;
    private readonly TaskCompletionSource?[] _grown;

    internal LogState(StoreMeta meta)
    {
        LogId = meta.LogId;
        _next = [.. meta.Next];
        _first = [.. meta.First];
        _tails = [.. _next.Select(_ => new PartitionTail(TailBytes / _next.Length))];
        _grown = new TaskCompletionSource?[meta.PartitionCount];
    }

    internal Guid LogId { get; }

    internal int PartitionCount => _next.Length;

    internal LogExtent Extent(int partition) => new(Volatile.Read(ref _first[partition]), Volatile.Read(ref _next[partition]));

    /// <summary>The partition's newest events. Look at the extent before reading.</summary>
    internal PartitionTail Tail(int partition) => _tails[partition];

    /// <summary>Starts on what is stored: what is in memory may not be what was stored.</summary>
    internal void Restart(StoreMeta meta)
    {
        foreach (var tail in _tails)
            tail.Clear();
        Publish(meta.Next, meta.First);
    }

    /// <summary>Ends when the partition grows, or when the store fails or closes. Look at the extent after asking for it.</summary>
    internal Task Grown(int partition)
    {
        ref var signal = ref _grown[partition];
        var current = Volatile.Read(ref signal);
        if (current is not null)
            return current.Task;
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref signal, made, null) ?? made).Task;
    }

    /// <summary>Shows what became durable.</summary>
    internal void Publish(ReadOnlySpan<long> next, ReadOnlySpan<long> first)
    {
        for (var i = 0; i < next.Length; i++)
        {
            Volatile.Write(ref _first[i], first[i]);
            if (_next[i] == next[i])
                continue;
            Volatile.Write(ref _next[i], next[i]);
            Interlocked.Exchange(ref _grown[i], null)?.TrySetResult();
        }
    }

    /// <summary>Lets everyone who waits look again.</summary>
    internal void WakeAll()
    {
        for (var i = 0; i < _grown.Length; i++)
            Interlocked.Exchange(ref _grown[i], null)?.TrySetResult();
    }
}
