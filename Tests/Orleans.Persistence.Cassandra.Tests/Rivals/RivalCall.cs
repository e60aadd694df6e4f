namespace Orleans.Persistence.Cassandra.Tests.Rivals;

/// <summary>A call to a grain's state, from when it was made until it ended.</summary>
/// <param name="Rival">Who made it.</param>
/// <param name="IsRead">Whether it was a reading.</param>
/// <param name="Began">When, on the one clock of the test.</param>
/// <param name="Ended">When.</param>
/// <param name="Version">The version that it read or wrote, when it succeeded.</param>
/// <param name="Text">What it read, or wrote or tried to; null for nothing.</param>
internal sealed record RivalCall(int Rival, bool IsRead, long Began, long Ended, long? Version, string? Text);
