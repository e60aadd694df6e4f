namespace Marketplace.Grains.Common;

/// <summary>What a memory may forget.</summary>
/// <param name="After">What the entity's head notes of it: up to there all is gone.</param>
/// <param name="Before">The first hour that may not be over.</param>
internal readonly record struct Forgettable(string? After, long Before);
