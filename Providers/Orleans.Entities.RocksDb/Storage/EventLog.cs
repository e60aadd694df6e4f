using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>The log. Who reads at its end waits for the commit thread's signal, not by asking again and again.</summary>
internal sealed class EventLog(StoreEngine engine, TimeProvider time) : IEventLog
{
    public Guid LogId => engine.Log.LogId;

    public int PartitionCount => engine.Log.PartitionCount;

    public int PartitionOf(EntityKey entity) => HeadKey.Append(new RecordBuffer(int.MaxValue), entity).Partition(PartitionCount);

    public async ValueTask<IReadOnlyList<LogEvent>> ReadAsync(
        int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var log = engine.Log;
        CheckPartition(log, partition);
        if (offset == log.Extent(partition).Next && wait > TimeSpan.Zero)
            await WaitAsync(log, partition, offset, wait, cancellationToken);
        return ReadNow(log, partition, offset, limit);
    }

    public ValueTask<LogExtent> GetExtentAsync(int partition, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var log = engine.Log;
        CheckPartition(log, partition);
        return new ValueTask<LogExtent>(log.Extent(partition));
    }

    public ValueTask<LogPosition?> GetPositionAsync(string reader, int partition, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckPartition(engine.Log, partition);
        var key = new RecordBuffer(int.MaxValue);
        Keys.AppendPosition(key, reader, partition);
        using var lease = engine.Lease();
        using var value = lease.Database.Get(Families.Positions, key.Span);
        return new ValueTask<LogPosition?>(value.Found ? PositionRecord.Read(value.Span) : null);
    }

    public ValueTask SetPositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckPartition(engine.Log, partition);
        ArgumentOutOfRangeException.ThrowIfNegative(position.Next);
        return DoAsync(new PositionWork(reader, partition, position));
    }

    public ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckPartition(engine.Log, partition);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, engine.Log.Extent(partition).Next);
        return DoAsync(new TrimWork(partition, before));
    }

    /// <summary>Reads from the files, from an offset on, up to a number of events that are all published, or enough bytes.</summary>
    internal IReadOnlyList<LogEvent> ReadStored(int partition, long offset, int count)
    {
        var events = new List<LogEvent>(Math.Min(count, 64));
        Span<byte> from = stackalloc byte[StoreLayout.EventKeyBytes];
        Keys.WriteEvent(from, partition, offset);
        var bytes = 0;
        using var lease = engine.Lease();
        using var stored = lease.Database.Range(Families.Events, from, prefixLength: sizeof(ushort));
        while (events.Count < count && bytes < IEventLog.ReadBytes && stored.MoveNext())
        {
            var value = EventRecord.Read(stored.Key, stored.Value);
            if (value.Offset != offset + events.Count)
                break;
            events.Add(value);
            bytes += value.MemoryBytes;
        }

        return events.Count > 0
            ? events
            : throw new LogTruncatedException($"Partition {partition} of the log was trimmed while its offset {offset} was read.");
    }

    private static void CheckPartition(LogState log, int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, log.PartitionCount);
    }

    private async ValueTask WaitAsync(LogState log, int partition, long offset, TimeSpan wait, CancellationToken cancellationToken)
    {
        var grown = log.Grown(partition);
        if (log.Extent(partition).Next == offset && engine.Failure is null)
            await grown.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private IReadOnlyList<LogEvent> ReadNow(LogState log, int partition, long offset, int limit)
    {
        // First of all: a store that does not answer says so, rather than that its log is at an end.
        engine.ThrowIfFailed();
        var extent = log.Extent(partition);
        if (offset < extent.First || offset > extent.Next)
            throw new LogTruncatedException(
                $"Partition {partition} of the log holds the offsets {extent.First} to {extent.Next}, and {offset} was asked for.");

        // What is behind the published end may be written and not yet be acknowledged.
        var count = (int)Math.Min(limit, extent.Next - offset);
        return count == 0 ? [] : log.Tail(partition).TryRead(offset, count) ?? ReadStored(partition, offset, count);
    }

    private async ValueTask DoAsync(Work work)
    {
        if (!engine.TrySubmit(work) || await work.Task != CommitOutcome.Committed)
            throw engine.Unavailable();
    }
}
