namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>A call to an entity, from when it was made until it ended.</summary>
/// <param name="Owner">Who made it.</param>
/// <param name="Told">What it was, and what the caller was told of it.</param>
/// <param name="Began">When, on the one clock of the test.</param>
/// <param name="Ended">When.</param>
/// <param name="Version">The version that it read, or wrote or would have.</param>
/// <param name="Text">What it read, or wrote or tried to; null for nothing. A text is of one commit.</param>
/// <param name="Base">Of a commit: what it was decided on.</param>
/// <param name="Events">Of a commit: how many events it has.</param>
internal sealed record EntityCall(int Owner, Told Told, long Began, long Ended, long Version, string? Text, string? Base = null, int Events = 0)
{
    /// <summary>The text of one of a commit's events.</summary>
    public string EventText(int index) => $"{Text}/{index}";
}
