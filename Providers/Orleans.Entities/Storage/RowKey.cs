namespace Orleans.Entities;

/// <summary>Names one row of an entity. Rows of a collection are ordered by the UTF-8 bytes of <see cref="Key"/>.</summary>
/// <param name="Collection">The collection's name, 1 to 255 bytes of UTF-8.</param>
/// <param name="Key">The row's key in its collection, 1 to 1,024 bytes of UTF-8.</param>
public readonly record struct RowKey(string Collection, string Key);
