namespace Orleans.Entities;

/// <summary>What a partition of the log holds. Its events come after it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Extent">Its first and its next offset.</param>
public sealed record MovedPartition(int Partition, LogExtent Extent) : MoveRecord;
