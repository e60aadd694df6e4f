namespace Orleans.Entities;

/// <summary>Rows' names in the order of their coming, each once. Few are searched one by one, many by hash.</summary>
internal sealed class RowIndex(int capacity)
{
    private const int Few = 8;

    private readonly List<RowKey> _keys = new(capacity);
    private Dictionary<RowKey, int>? _places;

    public IReadOnlyList<RowKey> Keys => _keys;

    public int Find(in RowKey key)
    {
        if (_places is not null)
            return _places.GetValueOrDefault(key, -1);
        for (var place = 0; place < _keys.Count; place++)
        {
            if (_keys[place] == key)
                return place;
        }

        return -1;
    }

    public int Add(in RowKey key)
    {
        _keys.Add(key);
        if (_places is null && _keys.Count > Few)
        {
            _places = new(_keys.Count * 2);
            for (var place = 0; place < _keys.Count; place++)
                _places.Add(_keys[place], place);
        }
        else
        {
            _places?.Add(key, _keys.Count - 1);
        }

        return _keys.Count - 1;
    }

    public void Clear()
    {
        _keys.Clear();
        _places = null;
    }
}
