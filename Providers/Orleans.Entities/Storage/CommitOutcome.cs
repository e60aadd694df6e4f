namespace Orleans.Entities;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>It is durable. A repetition of a commit that is the entity's last write answers the same.</summary>
    Committed,

    /// <summary>Another write stands at the expected version: whoever sent this no longer owns the entity. Nothing was written.</summary>
    Conflict,

    /// <summary>Nothing was written, and the same commit may be sent again: the store was full, busy or closed.</summary>
    NotApplied,

    /// <summary>It may or may not be durable, now or a little later: <see cref="IEntityStore.ResolveAsync"/> tells.</summary>
    Unknown,
}
