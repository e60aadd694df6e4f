namespace Cql.Protocol.Messages.Events;

/// <summary>What happened to a node.</summary>
internal enum NodeChange
{
    /// <summary>It joined; its port may open a moment later.</summary>
    New,

    /// <summary>It left for good.</summary>
    Removed,

    /// <summary>It has other tokens.</summary>
    Moved,

    /// <summary>It is alive, as the others see it; its port may open a moment later.</summary>
    Up,

    /// <summary>It is dead, as the others see it.</summary>
    Down,
}
