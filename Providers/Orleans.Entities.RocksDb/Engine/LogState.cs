namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Where the log's partitions stand, durably, and who waits for them to grow.</summary>
/// <remarks>Written by the commit thread, read by all.</remarks>
internal sealed class LogState
{
    private readonly long[] _next;
    private readonly long[] _first;
    private readonly TaskCompletionSource?[] _grown;

    internal LogState(StoreMeta meta)
    {
        LogId = meta.LogId;
        _next = [.. meta.Next];
        _first = [.. meta.First];
        _grown = new TaskCompletionSource?[meta.PartitionCount];
    }

    internal Guid LogId { get; }

    internal int PartitionCount => _next.Length;

    internal LogExtent Extent(int partition) => new(Volatile.Read(ref _first[partition]), Volatile.Read(ref _next[partition]));

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
