namespace Orleans.Streaming.Kafka.Records;

/// <summary>A record is no event of an entity.</summary>
internal sealed class UnreadableRecordException(string message) : Exception(message);
