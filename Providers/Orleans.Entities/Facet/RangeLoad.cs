namespace Orleans.Entities;

/// <summary>A range that a call asked for: what was read so far, and what is to be seen of it.</summary>
internal sealed class RangeLoad
{
    private readonly List<KeyValuePair<string, RowChange>> _read;
    private readonly SortedList<string, RowChange> _seen = new(KeyOrder.Instance);
    private readonly string? _after;
    private string? _last;

    public RangeLoad(string collection, string? after, int limit, RowMemory memory)
    {
        (Collection, _after, Limit) = (collection, after, limit);
        IsWhole = memory.TryList(collection, after, out var known);
        _read = known ?? [];
        Begin();
    }

    public string Collection { get; }

    public string? After => _after;

    public int Limit { get; }

    /// <summary>What was read.</summary>
    public IReadOnlyList<KeyValuePair<string, RowChange>> Read => _read;

    /// <summary>Where to read on, exclusive.</summary>
    public string? ReadTo => _last ?? _after;

    /// <summary>Whether the collection ends with what was read.</summary>
    public bool IsWhole { get; private set; }

    public void Add(IReadOnlyList<EntityRow> rows, int asked)
    {
        foreach (var row in rows)
            _read.Add(new(row.Key.Key, RowChange.Of(row.Value)));
        IsWhole = rows.Count < asked;
        if (rows.Count > 0)
            _last = rows[^1].Key.Key;
    }

    /// <summary>Whether a row of this key can be among those to be seen.</summary>
    public bool Covers(in RowKey key)
        => key.Collection == Collection
            && (_after is null || KeyOrder.Instance.Compare(key.Key, _after) > 0)
            && (IsWhole || (_last is not null && KeyOrder.Instance.Compare(key.Key, _last) <= 0));

    /// <summary>Starts again from what was read.</summary>
    public void Begin()
    {
        _seen.Clear();
        foreach (var (key, row) in _read)
            _seen.Add(key, row);
    }

    public void Lay(RowChanges changes)
    {
        for (var place = 0; place < changes.Count; place++)
        {
            var key = changes.KeyAt(place);
            if (!Covers(key))
                continue;
            var change = changes.At(place);
            if (change.Row is null)
                _seen.Remove(key.Key);
            else
                _seen[key.Key] = change;
        }
    }

    /// <summary>Whether no further reading is needed: everything up to the limit is known.</summary>
    public bool IsEnough => IsWhole || _seen.Count >= Limit;

    public List<KeyValuePair<string, TRow>> ToList<TRow>(EntityCodecs codecs) where TRow : class
    {
        var count = Math.Min(_seen.Count, Limit);
        var rows = new List<KeyValuePair<string, TRow>>(count);
        for (var place = 0; place < count; place++)
            rows.Add(new(_seen.GetKeyAtIndex(place), _seen.GetValueAtIndex(place).As<TRow>(codecs)!));

        return rows;
    }
}
