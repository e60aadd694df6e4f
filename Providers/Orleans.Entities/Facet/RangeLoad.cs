namespace Orleans.Entities;

/// <summary>A range that a call asked for: what was read so far, and what is to be seen of it.</summary>
internal sealed class RangeLoad(string collection, string? after, int limit)
{
    private static readonly object NotDecoded = new();

    private readonly List<EntityRow> _read = [];
    private readonly SortedList<string, RowChange> _seen = new(KeyOrder.Instance);
    private string? _last;

    public string Collection => collection;

    public string? After => after;

    public int Limit => limit;

    /// <summary>Where to read on, exclusive.</summary>
    public string? ReadTo => _last ?? after;

    /// <summary>Whether the collection ends with what was read.</summary>
    public bool IsWhole { get; private set; }

    public void Add(IReadOnlyList<EntityRow> rows, int asked)
    {
        _read.AddRange(rows);
        IsWhole = rows.Count < asked;
        if (rows.Count > 0)
            _last = rows[^1].Key.Key;
    }

    /// <summary>Whether a row of this key can be among those to be seen.</summary>
    public bool Covers(in RowKey key)
        => key.Collection == collection
            && (after is null || KeyOrder.Instance.Compare(key.Key, after) > 0)
            && (IsWhole || (_last is not null && KeyOrder.Instance.Compare(key.Key, _last) <= 0));

    /// <summary>Starts again from what was read.</summary>
    public void Begin()
    {
        _seen.Clear();
        foreach (var row in _read)
            _seen.Add(row.Key.Key, new(NotDecoded, row.Value));
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
    public bool IsEnough => IsWhole || _seen.Count >= limit;

    public List<KeyValuePair<string, TRow>> ToList<TRow>(EntityCodecs codecs) where TRow : class
    {
        var count = Math.Min(_seen.Count, limit);
        var rows = new List<KeyValuePair<string, TRow>>(count);
        for (var place = 0; place < count; place++)
        {
            var seen = _seen.GetValueAtIndex(place);
            var row = ReferenceEquals(seen.Row, NotDecoded) ? codecs.Decode<TRow>(seen.Value) : (TRow)seen.Row!;
            rows.Add(new(_seen.GetKeyAtIndex(place), row));
        }

        return rows;
    }
}
