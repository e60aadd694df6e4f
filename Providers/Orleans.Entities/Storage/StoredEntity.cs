namespace Orleans.Entities;

/// <summary>An entity as a scan finds it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Head">Its head and version.</param>
public readonly record struct StoredEntity(EntityKey Key, EntityHead Head);
