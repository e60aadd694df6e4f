namespace Cql;

/// <summary>How a batch is written.</summary>
public enum BatchKind : byte
{
    /// <summary>All or nothing over several partitions, by the batch log.</summary>
    Logged = 0,

    /// <summary>Together, and atomic within one partition only: what a batch of one partition wants.</summary>
    Unlogged = 1,

    /// <summary>Of counters.</summary>
    Counter = 2,
}
