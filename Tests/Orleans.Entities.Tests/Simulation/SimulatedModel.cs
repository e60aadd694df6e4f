using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>The sequential model: what the entity is after each of the changes that were stored.</summary>
internal sealed class SimulatedModel
{
    private readonly List<SortedDictionary<string, int>> _rows = [new(Utf8Order.Instance)];
    private readonly List<int[]> _applied = [[]];

    public SimulatedModel(IReadOnlyList<SimulatedCall> stored)
    {
        foreach (var call in stored)
            Apply(call);
    }

    public int Count => _applied.Count;

    public IReadOnlyList<int> AppliedAt(int place) => _applied[place];

    public IEnumerable<(string Key, int? Call)> RangeAt(int place, string? after, int limit)
        => _rows[place].Where(row => after is null || Utf8Order.Instance.Compare(row.Key, after) > 0)
            .Take(limit).Select(row => (row.Key, (int?)row.Value));

    public int? RowAt(int place, string key) => _rows[place].TryGetValue(key, out var value) ? value : null;

    private void Apply(SimulatedCall call)
    {
        var rows = new SortedDictionary<string, int>(_rows[^1], Utf8Order.Instance);
        switch (call.Kind)
        {
            case CallKind.Once or CallKind.Put or CallKind.RowOnly or CallKind.Hint or CallKind.DeletePut:
                rows[call.Key] = call.Id;
                break;
            case CallKind.Delete or CallKind.PutDelete:
                rows.Remove(call.Key);
                break;
            case CallKind.TakeFirst:
                rows.Remove(RangeAt(_rows.Count - 1, call.After, 1).First().Key);
                break;
        }

        _rows.Add(rows);
        _applied.Add(call.Kind == CallKind.RowOnly ? _applied[^1] : [.. _applied[^1], call.Id]);
    }
}
