namespace Orleans.Entities;

/// <summary>What becomes of a row.</summary>
/// <param name="Row">The row; null when it is removed.</param>
/// <param name="Value">The row encoded.</param>
internal readonly record struct RowChange(object? Row, ReadOnlyMemory<byte> Value);
