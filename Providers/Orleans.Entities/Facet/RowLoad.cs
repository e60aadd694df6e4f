namespace Orleans.Entities;

/// <summary>The rows that one call asked for, as the store had them at some version from <see cref="Origin"/> on.</summary>
internal sealed class RowLoad<TState> where TState : class
{
    private readonly RowChange[] _rows;

    /// <param name="queries">What is asked for.</param>
    /// <param name="origin">What is durable now.</param>
    /// <param name="memory">What is known of that.</param>
    public RowLoad(ReadOnlySpan<RowQuery> queries, Batch<TState> origin, RowMemory memory)
    {
        (Origin, Keys, _rows) = (origin, new(queries.Length), new RowChange[queries.Length]);
        foreach (ref readonly var query in queries)
        {
            if (query.Key is { } key)
                Ask(RowNames.Check(query.Collection, key), memory);
            else
                (Ranges ??= []).Add(new(query.Collection, query.After, query.Limit, memory));
        }
    }

    /// <summary>What was durable when the reading began: every later change is laid over what was read.</summary>
    public Batch<TState> Origin { get; }

    /// <summary>What flew when the reading ended: what was read may have it in, or not. Null also when nothing had to be read.</summary>
    public Batch<TState>? Ceiling { get; set; }

    public RowIndex Keys { get; }

    /// <summary>Those of <see cref="Keys"/> that have to be read; null when there are none.</summary>
    public List<RowKey>? Unknown { get; set; }

    public List<RangeLoad>? Ranges { get; }

    public RowChange At(int place) => _rows[place];

    public void Set(in RowKey key, in RowChange row) => _rows[Keys.Find(key)] = row;

    private void Ask(in RowKey key, RowMemory memory)
    {
        if (Keys.Find(key) >= 0)
            return;
        var place = Keys.Add(key);
        if (!memory.TryFind(key, out _rows[place]))
            (Unknown ??= []).Add(key);
    }
}
