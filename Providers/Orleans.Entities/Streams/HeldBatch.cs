namespace Orleans.Entities;

/// <summary>A batch, and the tickets of its events in the window of its partition.</summary>
internal readonly record struct HeldBatch(EventBatch Batch, long[] Tickets);
