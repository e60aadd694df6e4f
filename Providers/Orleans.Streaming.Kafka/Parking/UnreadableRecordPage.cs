namespace Orleans.Streaming.Kafka;

/// <summary>Some of a log's unreadable records.</summary>
/// <param name="Items">The records, in the order of partitions and offsets.</param>
/// <param name="Next">What to ask on from; null at the end.</param>
/// <param name="Total">How many there are.</param>
[GenerateSerializer, Immutable, Alias("Orleans.Streaming.Kafka.UnreadableRecordPage")]
public sealed record UnreadableRecordPage(
    [property: Id(0)] IReadOnlyList<UnreadableRecord> Items, [property: Id(1)] string? Next, [property: Id(2)] int Total);
