using System.Collections.Concurrent;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>What was found wrong with the log: it stands still there, until the process starts anew, and skips nothing.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class LogFaults(LogTopic events)
{
    private readonly string?[] _ofPartition = new string?[events.Partitions];
    private readonly ConcurrentDictionary<int, bool> _suspects = new();
    private volatile string? _ofTopic;

    /// <summary>The partitions that must be looked at.</summary>
    public ICollection<int> Suspects => _suspects.Keys;

    /// <summary>Has a partition looked at by whoever looks after the log.</summary>
    public void Suspect(int partition) => _suspects[partition] = true;

    public void Clear(int partition) => _suspects.TryRemove(partition, out _);

    public void Stop(string cause) => _ofTopic ??= cause;

    public void Stop(int partition, string cause) => _ofPartition[partition] ??= cause;

    /// <exception cref="LogTruncatedException">The log, or the partition, stands still.</exception>
    public void ThrowIfStopped(int partition)
    {
        ThrowIfStopped();
        if (Volatile.Read(ref _ofPartition[partition]) is { } cause)
            throw new LogTruncatedException(cause);
    }

    /// <exception cref="LogTruncatedException">The log stands still.</exception>
    public void ThrowIfStopped()
    {
        if (_ofTopic is { } cause)
            throw new LogTruncatedException(cause);
    }
}
