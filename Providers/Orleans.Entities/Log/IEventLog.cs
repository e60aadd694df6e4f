namespace Orleans.Entities;

/// <summary>
/// The log that commits append to: a fixed number of partitions, each an order of events. Everything of one entity is in one
/// partition, in the order of its commits.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
public interface IEventLog
{
    /// <summary>
    /// A read ends with the event that brings it to this many bytes (<see cref="LogEvent.MemoryBytes"/>), whatever its limit: so many reads at
    /// once, of however large events, are bounded in bytes.
    /// </summary>
    const int ReadBytes = 512 << 10;

    /// <summary>The log's own id, made with it.</summary>
    Guid LogId { get; }

    /// <summary>How many partitions there are; fixed when the log is made.</summary>
    int PartitionCount { get; }

    /// <summary>The partition of an entity's events.</summary>
    int PartitionOf(EntityKey entity);

    /// <summary>
    /// Reads events from an offset on, up to <paramref name="limit"/> or <see cref="ReadBytes"/> of them: only an empty list says that there
    /// are no more. When there are none it waits up to <paramref name="wait"/> for the first. Only durable events are seen.
    /// </summary>
    /// <exception cref="LogTruncatedException">The offset is below what was trimmed or above the head.</exception>
    /// <exception cref="EntityStoreException">The log cannot answer now.</exception>
    ValueTask<IReadOnlyList<LogEvent>> ReadAsync(
        int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken = default);

    /// <summary>What a partition holds now.</summary>
    ValueTask<LogExtent> GetExtentAsync(int partition, CancellationToken cancellationToken = default);

    /// <summary>The position that a reader stored, or null.</summary>
    ValueTask<LogPosition?> GetPositionAsync(string reader, int partition, CancellationToken cancellationToken = default);

    /// <summary>Stores a reader's position durably.</summary>
    ValueTask SetPositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken = default);

    /// <summary>Forgets the events below an offset.</summary>
    ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken = default);
}
