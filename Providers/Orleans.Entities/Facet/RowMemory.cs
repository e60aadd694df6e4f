using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities;

/// <summary>Rows of one entity as of its durable version, as far as its activation has lately read or written them.</summary>
/// <remarks>
/// Only the activation changes them, so what it knows stays so until it writes: a decision on what was just written, or on an entity
/// that is new, asks no store. Of a collection that is known whole what is not remembered is not there. The least recently used are
/// forgotten first, and with them what was known of their collection as a whole.
/// </remarks>
internal sealed class RowMemory(RowBudget budget, bool isNew)
{
    /// <summary>What one activation may remember.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int Overhead = 128;

    private readonly Dictionary<RowKey, RememberedRow> _rows = [];

    // Between the one that was used last and the one that was not used for longest.
    private readonly RememberedRow _ends = new();
    private readonly Dictionary<string, bool> _whole = new(StringComparer.Ordinal);
    private RememberedRow? _spare;
    private int _bytes;
    private bool _isClosed;

    /// <summary>Whether it is known that a row is there, and what it is, or that it is not.</summary>
    public bool TryFind(in RowKey key, out RowChange row)
    {
        if (_rows.TryGetValue(key, out var known))
        {
            known.Leave();
            known.JoinBefore(_ends);
            row = known.Row;
            return true;
        }

        row = default;
        return IsWhole(key.Collection);
    }

    /// <summary>The rows of a collection after a key, in order, if all of them are known.</summary>
    public bool TryList(string collection, string? after, [NotNullWhen(true)] out List<KeyValuePair<string, RowChange>>? rows)
    {
        rows = null;
        if (!IsWhole(collection))
            return false;
        rows = [];
        foreach (var (key, known) in _rows)
        {
            if (key.Collection == collection && known.Row.Row is not null && (after is null || KeyOrder.Instance.Compare(key.Key, after) > 0))
                rows.Add(new(key.Key, known.Row));
        }

        rows.Sort(static (a, b) => KeyOrder.Instance.Compare(a.Key, b.Key));
        return true;
    }

    /// <summary>Takes in what was read of a row.</summary>
    public void Remember(in RowKey key, in RowChange row) => Put(key, row, row.Value.Length);

    /// <summary>Takes in a whole collection.</summary>
    public void RememberWhole(string collection, IReadOnlyList<KeyValuePair<string, RowChange>> rows)
    {
        // Before its rows: when one of them is forgotten for another, it is not whole.
        _whole[collection] = true;
        foreach (var (key, row) in rows)
            Remember(new(collection, key), row);
    }

    /// <summary>Takes in what has become durable.</summary>
    public void Lay(RowChanges changes)
    {
        for (var place = 0; place < changes.Count; place++)
        {
            // Its bytes are a buffer's, which is used again.
            ref readonly var change = ref changes.At(place);
            Put(changes.KeyAt(place), new(change.Row, default), change.Value.Length);
        }
    }

    /// <summary>Forgets everything, for good: what is still being read when an activation ends is not remembered.</summary>
    public void Close()
    {
        _isClosed = true;
        budget.Give(_bytes);
        _bytes = 0;
        _rows.Clear();
        _ends.Leave();
        _whole.Clear();
    }

    private bool IsWhole(string collection) => _whole.TryGetValue(collection, out var isWhole) ? isWhole : isNew;

    private void Put(in RowKey key, in RowChange row, int bytes)
    {
        if (_rows.Remove(key, out var before))
            Drop(before);
        if (_isClosed || (row.Row is null && IsWhole(key.Collection)))
            return;
        var known = _spare ?? new();
        _spare = null;
        known.Be(key, row, Overhead + ((key.Collection.Length + key.Key.Length) * sizeof(char)) + bytes);
        known.JoinBefore(_ends);
        _rows.Add(key, known);
        _bytes += known.Bytes;
        budget.Take(known.Bytes);
        while (_bytes > MaxBytes || (_bytes > 0 && budget.IsOver))
            ForgetOne();
    }

    private void ForgetOne()
    {
        var oldest = _ends.Next;
        _rows.Remove(oldest.Key);
        if (oldest.Row.Row is not null)
            _whole[oldest.Key.Collection] = false;
        Drop(oldest);
    }

    private void Drop(RememberedRow known)
    {
        known.Leave();
        _bytes -= known.Bytes;
        budget.Give(known.Bytes);
        known.Be(default, default, 0);
        _spare = known;
    }
}
