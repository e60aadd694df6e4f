namespace Orleans.Entities;

/// <summary>How many records, and the sum of the first 16 bytes of each one's SHA-256.</summary>
internal sealed record MoveSum(long Count, UInt128 Sum);
