namespace Orleans.Entities.Contract;

/// <summary>A log in memory, for tests: what a store's commits append, when they are handed to it.</summary>
public sealed class InMemoryEventLog(int partitions = 4) : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<LogEvent>[] _events = [.. Enumerable.Range(0, partitions).Select(_ => new List<LogEvent>())];
    private readonly long[] _first = new long[partitions];
    private readonly Dictionary<(string, int), LogPosition> _positions = [];
    private TaskCompletionSource _appended = NewSignal();

    public Guid LogId { get; } = Guid.NewGuid();

    public int PartitionCount => partitions;

    /// <summary>Appends the events of a commit.</summary>
    public void Append(EntityCommit commit)
    {
        lock (_lock)
        {
            var partition = PartitionOf(commit.Key);
            for (var index = 0; index < commit.Events.Count; index++)
            {
                _events[partition].Add(new LogEvent
                {
                    Partition = partition,
                    Offset = _first[partition] + _events[partition].Count,
                    Entity = commit.Key,
                    Version = commit.ExpectedVersion + 1,
                    Index = index,
                    Type = commit.Events[index].Type,
                    Time = commit.Time.ToUniversalTime(),
                    TraceParent = commit.TraceParent,
                    Data = commit.Events[index].Data.ToArray(),
                });
            }

            var appended = _appended;
            _appended = NewSignal();
            appended.SetResult();
        }
    }

    public int PartitionOf(EntityKey entity) => entity.Id.Sum(letter => letter) % partitions;

    public async ValueTask<IReadOnlyList<LogEvent>> ReadAsync(
        int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        CheckPartition(partition);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(wait);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task appended;
            lock (_lock)
            {
                var (first, events) = (_first[partition], _events[partition]);
                if (offset < first || offset > first + events.Count)
                    throw new LogTruncatedException($"Partition {partition} holds {first} to {first + events.Count}, not {offset}.");
                if (offset < first + events.Count || patience.IsCancellationRequested)
                    return Take(events, (int)(offset - first), limit);
                appended = _appended.Task;
            }

            await appended.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public ValueTask<LogExtent> GetExtentAsync(int partition, CancellationToken cancellationToken = default)
    {
        CheckPartition(partition);
        lock (_lock)
            return new(new LogExtent(_first[partition], _first[partition] + _events[partition].Count));
    }

    public ValueTask<LogPosition?> GetPositionAsync(string reader, int partition, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            return new(_positions.GetValueOrDefault((reader, partition)));
    }

    public ValueTask SetPositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            _positions[(reader, partition)] = position;
        return default;
    }

    public ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken = default)
    {
        CheckPartition(partition);
        lock (_lock)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(before, _first[partition] + _events[partition].Count);
            if (before <= _first[partition])
                return default;
            _events[partition].RemoveRange(0, (int)(before - _first[partition]));
            _first[partition] = before;
        }

        return default;
    }

    private static List<LogEvent> Take(List<LogEvent> events, int start, int limit)
    {
        var end = start;
        for (var bytes = 0; end < events.Count && end - start < limit && bytes < IEventLog.ReadBytes; end++)
            bytes += events[end].MemoryBytes;
        return events[start..end];
    }

    private void CheckPartition(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, partitions);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
