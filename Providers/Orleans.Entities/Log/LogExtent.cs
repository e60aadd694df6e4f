namespace Orleans.Entities;

/// <summary>What a partition of the log holds.</summary>
/// <param name="First">The offset of the oldest event that is still there.</param>
/// <param name="Next">The offset that the next event will get.</param>
public readonly record struct LogExtent(long First, long Next);
