namespace Orleans.Entities;

/// <summary>What a projection's runner is doing.</summary>
public enum ProjectionState
{
    /// <summary>It is being opened, or failed and waits before it is opened again.</summary>
    Opening,

    /// <summary>It reads the log and applies it.</summary>
    Reading,

    /// <summary>It stands still: the start of the log, from which it must be built, is trimmed, and not all that was in it is restated (<see cref="IEntityRestatement"/>).</summary>
    Stopped,
}
