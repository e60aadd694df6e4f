using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>What the memory of a partition says of an offset.</summary>
/// <param name="Place">Where the offset is.</param>
/// <param name="Events">The events from there on; none at the end.</param>
internal readonly record struct TailRead(TailPlace Place, IReadOnlyList<LogEvent> Events);
