using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>The newest events of all partitions, within a number of bytes for all together: the oldest arrivals give way.</summary>
/// <remarks>Filled by one thread.</remarks>
internal sealed class TailMemory(int partitions, long maxBytes)
{
    // The partitions of what is held, in the order in which it came.
    private readonly Queue<int> _arrivals = new();
    private long _bytes;

    public PartitionTail[] Tails { get; } = [.. Enumerable.Range(0, partitions).Select(_ => new PartitionTail())];

    /// <summary>What is held, in bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Forgets what is held of a partition, and begins anew.</summary>
    public void Restart(int partition, long from, long now)
    {
        var tail = Tails[partition];
        while (tail.DropOldest() is > 0 and var weight)
            Interlocked.Add(ref _bytes, -weight);
        tail.Start(from, now);
    }

    public void Add(LogEvent value, long now)
    {
        Tails[value.Partition].Add(value, now);
        _arrivals.Enqueue(value.Partition);
        for (Interlocked.Add(ref _bytes, value.MemoryBytes); Bytes > maxBytes && _arrivals.TryDequeue(out var oldest);)
            Interlocked.Add(ref _bytes, -Tails[oldest].DropOldest());
    }
}
