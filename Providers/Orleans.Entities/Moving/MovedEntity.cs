namespace Orleans.Entities;

/// <summary>An entity's head. All its rows come before it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Head">Its head, version and mark.</param>
public sealed record MovedEntity(EntityKey Key, EntityHead Head) : MoveRecord;
