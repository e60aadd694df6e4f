namespace Orleans.Streaming.Kafka.Append;

/// <summary>Kafka, or its client, did not take a record.</summary>
internal sealed class KafkaRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
