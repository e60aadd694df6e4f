namespace Orleans.Entities;

/// <summary>What a projection's runner is doing.</summary>
public enum ProjectionState
{
    /// <summary>It is being opened, or failed and waits before it is opened again.</summary>
    Opening,

    /// <summary>It reads the log and applies it.</summary>
    Reading,

    /// <summary>It stands still: it must be built from the start of the log, and the start is trimmed.</summary>
    Stopped,
}
