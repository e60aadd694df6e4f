namespace Orleans.Entities;

/// <summary>What a move does.</summary>
public enum MovePhase
{
    /// <summary>It reads what an earlier run, which was ended, had done already.</summary>
    Resuming,

    /// <summary>The store was written to since an earlier run, so that what it had done is of no use: it begins anew.</summary>
    BeginningAnew,

    /// <summary>It carries records over.</summary>
    Moving,

    /// <summary>It reads back what is in the target, and compares.</summary>
    Verifying,

    /// <summary>All was done, by this run or an earlier one.</summary>
    Done,
}
