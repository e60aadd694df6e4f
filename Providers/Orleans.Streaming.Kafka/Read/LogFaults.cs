using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>What was found wrong with the log: it stands still there, until the process starts anew, and skips nothing.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed partial class LogFaults(LogTopic events, TailMemory memory, ILogger logger)
{
    private readonly string?[] _ofPartition = new string?[events.Partitions];
    private readonly ConcurrentDictionary<int, bool> _suspects = new();
    private string? _ofTopic;

    /// <summary>The partitions that must be looked at.</summary>
    public ICollection<int> Suspects => _suspects.Keys;

    /// <summary>Has a partition looked at by whoever looks after the log.</summary>
    public void Suspect(int partition) => _suspects[partition] = true;

    public void Clear(int partition) => _suspects.TryRemove(partition, out _);

    /// <summary>Lets the log stand still; the first cause counts. Whoever waits for events hears of it.</summary>
    public void Stop(string cause)
    {
        if (Interlocked.CompareExchange(ref _ofTopic, cause, null) is not null)
            return;
        LogStopped(logger, cause);
        foreach (var tail in memory.Tails)
            tail.Passage.Wake();
    }

    /// <summary>Lets a partition stand still.</summary>
    public void Stop(int partition, string cause)
    {
        if (Interlocked.CompareExchange(ref _ofPartition[partition], cause, null) is not null)
            return;
        LogStopped(logger, cause);
        memory.Tails[partition].Passage.Wake();
    }

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
        if (Volatile.Read(ref _ofTopic) is { } cause)
            throw new LogTruncatedException(cause);
    }

    [LoggerMessage(LogLevel.Critical, "The log stands still until it is right and the process starts anew; nothing is skipped: {Cause}")]
    private static partial void LogStopped(ILogger logger, string cause);
}
