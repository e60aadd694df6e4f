namespace Orleans.Entities;

/// <summary>The rows that one call asked for, as the store had them at some version from <see cref="Origin"/> on.</summary>
internal sealed class RowLoad<TState> where TState : class
{
    public RowLoad(ReadOnlySpan<RowQuery> queries, Batch<TState> origin)
    {
        (Origin, Keys) = (origin, new(queries.Length));
        foreach (ref readonly var query in queries)
        {
            if (query.Key is { } key)
            {
                var row = RowNames.Check(query.Collection, key);
                if (Keys.Find(row) < 0)
                    Keys.Add(row);
            }
            else
            {
                (Ranges ??= []).Add(new(query.Collection, query.After, query.Limit));
            }
        }
    }

    /// <summary>What was durable when the reading began: every later change is laid over what was read.</summary>
    public Batch<TState> Origin { get; }

    /// <summary>What flew when the reading ended: what was read may have it in, or not.</summary>
    public Batch<TState>? Ceiling { get; set; }

    public RowIndex Keys { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>?> Values { get; set; } = [];

    public List<RangeLoad>? Ranges { get; }
}
