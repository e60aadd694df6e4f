namespace Orleans.Entities;

/// <summary>Gives the events of an export their places in a log that has partitions and offsets of its own, and its readers theirs.</summary>
/// <remarks>
/// A reader goes on at the first event that it had not settled. What it had settled behind that comes again: readers are told at least once.
/// Where everything is settled it is at the end.
/// </remarks>
/// <param name="log">The log that they come to.</param>
/// <param name="positions">Where readers were.</param>
internal sealed class LogRenumbering(IEventLog log, IEnumerable<MovedPosition> positions)
{
    private readonly long[] _next = new long[log.PartitionCount];
    private readonly LogEvent?[] _last = new LogEvent?[log.PartitionCount];
    private readonly List<Reader> _readers =
        [.. positions.GroupBy(position => position.Reader, StringComparer.Ordinal).Select(own => new Reader(own.Key, own, log.PartitionCount))];

    /// <summary>What each partition holds of the events so far.</summary>
    public IEnumerable<MovedPartition> Partitions => _next.Select((next, partition) => new MovedPartition(partition, new LogExtent(0, next)));

    /// <summary>Where readers go on, but for those that begin at a partition's start.</summary>
    public IEnumerable<MovedPosition> Positions =>
        from reader in _readers
        from partition in Enumerable.Range(0, _next.Length)
        let place = reader.Places[partition] ?? new ReaderPlace(_next[partition], _last[partition]?.Id)
        where place.Next > 0
        select new MovedPosition(reader.Name, partition, new LogPosition(log.LogId, place.Next, place.Last));

    /// <summary>The next event in its place.</summary>
    public LogEvent Place(LogEvent value)
    {
        var partition = log.PartitionOf(value.Entity);
        foreach (var reader in _readers)
        {
            if (reader.Places[partition] is null && !reader.HasSettled(value))
                reader.Places[partition] = new ReaderPlace(_next[partition], _last[partition]?.Id);
        }

        return _last[partition] = new LogEvent
        {
            Partition = partition,
            Offset = _next[partition]++,
            Entity = value.Entity,
            Version = value.Version,
            Index = value.Index,
            Type = value.Type,
            Time = value.Time,
            TraceParent = value.TraceParent,
            Data = value.Data,
        };
    }

    private sealed record ReaderPlace(long Next, string? Last);

    private sealed class Reader(string name, IEnumerable<MovedPosition> positions, int partitions)
    {
        private readonly Dictionary<int, long> _settled = positions.ToDictionary(position => position.Partition, position => position.Position.Next);

        public string Name => name;

        // By new partition; null as long as everything there is settled.
        public ReaderPlace?[] Places { get; } = new ReaderPlace?[partitions];

        public bool HasSettled(LogEvent value) => value.Offset < _settled.GetValueOrDefault(value.Partition);
    }
}
