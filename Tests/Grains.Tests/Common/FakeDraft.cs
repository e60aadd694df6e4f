using Orleans.Entities;

namespace Marketplace.Grains.Tests.Common;

/// <summary>An entity in memory, for decisions alone: every decision is applied at once.</summary>
internal sealed class FakeDraft<TState> : IDraft<TState> where TState : class
{
    private readonly SortedDictionary<(string Collection, string Key), object> _rows = new(Comparer<(string Collection, string Key)>.Create(
        static (x, y) => string.CompareOrdinal(x.Collection, y.Collection) is var order && order != 0
            ? order
            : string.CompareOrdinal(x.Key, y.Key)));

    public TState? State { get; set; }

    public long NextVersion { get; set; } = 1;

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public List<object> Events { get; } = [];

    /// <summary>Takes a decision, and goes on to the next version.</summary>
    public TAnswer Run<TArgument, TAnswer>(TArgument argument, Func<IDraft<TState>, TArgument, TAnswer> decide)
    {
        var answer = decide(this, argument);
        NextVersion++;
        return answer;
    }

    public TRow? Get<TRow>(RowSet<TRow> collection, string key) where TRow : class
        => (TRow?)_rows.GetValueOrDefault((collection.Name, key));

    public IReadOnlyList<KeyValuePair<string, TRow>> Range<TRow>(RowSet<TRow> collection, string? after, int limit) where TRow : class
        => [.. _rows
            .Where(row => row.Key.Collection == collection.Name && (after is null || string.CompareOrdinal(row.Key.Key, after) > 0))
            .Take(limit)
            .Select(row => KeyValuePair.Create(row.Key.Key, (TRow)row.Value))];

    public void Put<TRow>(RowSet<TRow> collection, string key, TRow row) where TRow : class => _rows[(collection.Name, key)] = row;

    public void Delete<TRow>(RowSet<TRow> collection, string key) where TRow : class => _rows.Remove((collection.Name, key));

    public void Emit<TEvent>(TEvent value) where TEvent : notnull => Events.Add(value);
}
