namespace Orleans.Entities;

/// <summary>What became of a write whose outcome was unknown.</summary>
public enum ResolveOutcome
{
    /// <summary>The write is durable.</summary>
    Committed,

    /// <summary>The write is not there and never will be: the same commit may be sent again.</summary>
    NotApplied,

    /// <summary>Another write stands in its place, and this one never will.</summary>
    Conflict,
}
