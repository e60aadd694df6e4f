namespace Orleans.Entities;

/// <summary>Open work as a walk found it.</summary>
/// <param name="Version">The entity's version then.</param>
/// <param name="Since">When it was first found, as a timestamp.</param>
internal readonly record struct OpenWork(long Version, long Since);
