namespace Orleans.Entities;

/// <summary>Rows that a decision needs. Made by <see cref="RowSet{TRow}"/>.</summary>
public readonly record struct RowQuery
{
    internal RowQuery(string collection, string? key, string? after, int limit, Type rowType)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        (Collection, Key, After, Limit, RowType) = (collection, key, after, limit, rowType);
    }

    /// <summary>The collection.</summary>
    public string Collection { get; }

    /// <summary>The one row's key; null for a range.</summary>
    public string? Key { get; }

    /// <summary>Where a range starts, exclusive; null: from the first row.</summary>
    public string? After { get; }

    /// <summary>The most rows of a range.</summary>
    public int Limit { get; }

    internal Type RowType { get; }
}
