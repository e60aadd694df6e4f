namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>A process that has the entities.</summary>
/// <param name="Log">Its log.</param>
/// <param name="Died">Ends with it; what it had on its way may still arrive.</param>
internal sealed record Owner(KafkaEventLog Log, CancellationToken Died);
