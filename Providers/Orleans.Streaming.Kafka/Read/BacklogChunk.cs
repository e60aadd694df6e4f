using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>A piece of a partition that was sought: every event of it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">Its first offset.</param>
/// <param name="To">The offset behind it.</param>
/// <param name="Events">The events in it; their offsets may have holes.</param>
/// <param name="Bytes">What they take in memory, about.</param>
internal sealed record BacklogChunk(int Partition, long From, long To, LogEvent[] Events, long Bytes)
{
    public bool Holds(int partition, long offset) => partition == Partition && offset >= From && offset < To;

    /// <summary>The events from an offset on, up to a number or enough bytes.</summary>
    public IReadOnlyList<LogEvent> Read(long offset, int limit)
    {
        var start = Array.FindIndex(Events, value => value.Offset >= offset);
        if (start < 0)
            return [];
        var end = start;
        for (var bytes = 0; end < Events.Length && end - start < limit && bytes < IEventLog.ReadBytes; end++)
            bytes += Events[end].MemoryBytes;
        return Events[start..end];
    }
}
