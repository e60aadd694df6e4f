namespace Orleans.Entities;

/// <summary>What became of a write whose outcome was unknown.</summary>
public enum ResolveOutcome
{
    /// <summary>The write is durable.</summary>
    Committed,

    /// <summary>The write is not there and never will be: the same commit may be sent again.</summary>
    NotApplied,

    /// <summary>
    /// Another's write stands at its version or above: whoever sent this one no longer owns the entity. If it is above, this one may stand
    /// below it, or not.
    /// </summary>
    Conflict,
}
