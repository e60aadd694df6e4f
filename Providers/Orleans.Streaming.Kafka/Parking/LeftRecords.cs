namespace Orleans.Streaming.Kafka.Parking;

/// <summary>Where records lie that are no events, and could not be taken in to be parked when they were met.</summary>
/// <param name="Partition">The partition that holds them.</param>
/// <param name="From">The offset of the first.</param>
/// <param name="To">The offset behind the last.</param>
internal sealed record LeftRecords(int Partition, long From, long To);
