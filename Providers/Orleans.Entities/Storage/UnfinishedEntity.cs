namespace Orleans.Entities;

/// <summary>An entity with open work, in a listing.</summary>
/// <param name="Key">Whose it is.</param>
/// <param name="Version">Its version then: where it stays, so does the work.</param>
/// <param name="IsInherited">Whether a process that died left it open, and it is as it was then: nobody may be at it.</param>
public readonly record struct UnfinishedEntity(EntityKey Key, long Version, bool IsInherited = false);
