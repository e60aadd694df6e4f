namespace Orleans.Entities;

/// <summary>What one commit may hold.</summary>
/// <param name="MaxHeadBytes">The largest head.</param>
/// <param name="MaxRowBytes">The largest row value.</param>
/// <param name="MaxCommitBytes">The largest commit: head, rows, keys and events together.</param>
public sealed record EntityStoreLimits(int MaxHeadBytes, int MaxRowBytes, int MaxCommitBytes)
{
    /// <summary>1 MiB a head, 1 MiB a row, 4 MiB a commit.</summary>
    public static EntityStoreLimits Default { get; } = new(1 << 20, 1 << 20, 4 << 20);
}
