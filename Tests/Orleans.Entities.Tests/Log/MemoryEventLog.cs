using System.Text;

namespace Orleans.Entities.Tests.Log;

/// <summary>A log in memory, whose faults a test decides.</summary>
public sealed class MemoryEventLog(int partitions = 4) : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<LogEvent>[] _events = [.. Enumerable.Range(0, partitions).Select(_ => new List<LogEvent>())];
    private readonly long[] _first = new long[partitions];
    private readonly long[] _next = new long[partitions];
    private readonly Dictionary<(string, int), LogPosition> _positions = [];
    private readonly Dictionary<EntityKey, long> _versions = [];
    private TaskCompletionSource _appended = NewSignal();

    public Guid LogId { get; set; } = Guid.NewGuid();

    public int PartitionCount => partitions;

    public int PositionsStored { get; private set; }

    public Func<int, Exception?> ReadFault { get; set; } = _ => null;

    public Func<int, Exception?> ExtentFault { get; set; } = _ => null;

    public LogEvent Append(string entity, string type, string data = "{}") => Append(PartitionOf(new("thing", entity)), entity, type, data);

    public LogEvent Append(int partition, string entity, string type, string data = "{}")
    {
        lock (_lock)
        {
            var key = new EntityKey("thing", entity);
            var version = _versions[key] = _versions.GetValueOrDefault(key) + 1;
            var value = new LogEvent
            {
                Partition = partition,
                Offset = _next[partition]++,
                Entity = key,
                Version = version,
                Index = 0,
                Type = type,
                Time = DateTimeOffset.UnixEpoch.AddSeconds(version),
                Data = Encoding.UTF8.GetBytes(data),
            };
            _events[partition].Add(value);
            var appended = _appended;
            _appended = NewSignal();
            appended.SetResult();
            return value;
        }
    }

    /// <summary>Leaves offsets that no event has, as what is none takes them in a log on Kafka.</summary>
    public void Leave(int partition, int offsets)
    {
        lock (_lock)
            _next[partition] += offsets;
    }

    public int PartitionOf(EntityKey entity) => (int)((uint)string.GetHashCode(entity.Id, StringComparison.Ordinal) % partitions);

    public async ValueTask<IReadOnlyList<LogEvent>> ReadAsync(
        int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task appended;
            lock (_lock)
            {
                if (ReadFault(partition) is { } fault)
                    throw fault;
                if (offset < _first[partition] || offset > _next[partition])
                    throw new LogTruncatedException($"{partition}/{offset} is not in the log.");
                var events = _events[partition];
                if ((events.Count > 0 && offset <= events[^1].Offset) || wait == TimeSpan.Zero)
                    return [.. events.SkipWhile(value => value.Offset < offset).Take(limit)];
                appended = _appended.Task;
            }
            await appended.WaitAsync(cancellationToken);
        }
    }

    public ValueTask<LogExtent> GetExtentAsync(int partition, CancellationToken cancellationToken = default)
    {
        if (ExtentFault(partition) is { } fault)
            throw fault;
        lock (_lock)
            return new(new LogExtent(_first[partition], _next[partition]));
    }

    public ValueTask<LogPosition?> GetPositionAsync(string reader, int partition, CancellationToken cancellationToken = default)
    {
        lock (_lock)
            return new(_positions.GetValueOrDefault((reader, partition)));
    }

    public ValueTask SetPositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _positions[(reader, partition)] = position;
            PositionsStored++;
        }
        return default;
    }

    public ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _events[partition].RemoveAll(value => value.Offset < before);
            _first[partition] = before;
        }
        return default;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
