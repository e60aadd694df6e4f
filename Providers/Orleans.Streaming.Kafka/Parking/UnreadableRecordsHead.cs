using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Parking;

/// <summary>The head of a log's unreadable records.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Streaming.Kafka.UnreadableRecordsHead")]
internal sealed record UnreadableRecordsHead([property: Id(0)] int Count)
{
    public static readonly RowSet<UnreadableRecord> Rows = new("records");
}
