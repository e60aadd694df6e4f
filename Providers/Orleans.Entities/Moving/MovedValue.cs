namespace Orleans.Entities;

/// <summary>Something that a program keeps beside its entities.</summary>
/// <param name="Part">What it is part of: <see cref="IMovablePart.Name"/>.</param>
/// <param name="Key">Its key there.</param>
/// <param name="Value">Its value.</param>
public sealed record MovedValue(string Part, string Key, ReadOnlyMemory<byte> Value) : MoveRecord;
