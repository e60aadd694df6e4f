namespace Orleans.Entities;

/// <summary>One stored row of an entity.</summary>
/// <param name="Key">Where it stands.</param>
/// <param name="Value">Its encoded value.</param>
public readonly record struct EntityRow(RowKey Key, ReadOnlyMemory<byte> Value);
