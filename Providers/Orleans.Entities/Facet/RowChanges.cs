using System.Runtime.InteropServices;

namespace Orleans.Entities;

/// <summary>Changes of rows, folded: one operation a row, the last.</summary>
internal sealed class RowChanges
{
    private readonly RowIndex _index = new(capacity: 0);
    private readonly List<RowChange> _changes = [];
    private int _deletes;

    public int Count => _changes.Count;

    /// <summary>How many of the changes remove a row.</summary>
    public int Deletes => _deletes;

    public RowKey KeyAt(int place) => _index.Keys[place];

    public ref readonly RowChange At(int place) => ref CollectionsMarshal.AsSpan(_changes)[place];

    public bool TryGet(in RowKey key, out RowChange change)
    {
        var place = _index.Find(key);
        change = place < 0 ? default : _changes[place];
        return place >= 0;
    }

    public void Set(in RowKey key, in RowChange change)
    {
        var place = _index.Find(key);
        if (place < 0)
        {
            _index.Add(key);
            _changes.Add(change);
        }
        else
        {
            if (_changes[place].Row is null)
                _deletes--;
            _changes[place] = change;
        }

        if (change.Row is null)
            _deletes++;
    }

    public void Clear()
    {
        if (_changes.Count == 0)
            return;
        _index.Clear();
        _changes.Clear();
        _deletes = 0;
    }
}
