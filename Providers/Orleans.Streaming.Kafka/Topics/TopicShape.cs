namespace Orleans.Streaming.Kafka.Topics;

/// <summary>What the brokers tell of a topic to whoever asks where to go.</summary>
/// <param name="Brokers">How many brokers there are: those that live, and those that have a copy of it.</param>
/// <param name="Partitions">How many partitions the topic has.</param>
/// <param name="Replicas">How many copies the partition with the fewest has.</param>
/// <param name="IsServed">Whether each partition has a leader, and a copy that is in sync.</param>
internal sealed record TopicShape(int Brokers, int Partitions, int Replicas, bool IsServed);
