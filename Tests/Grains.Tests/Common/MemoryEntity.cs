using Orleans.Entities;

namespace Marketplace.Grains.Tests.Common;

/// <summary>An entity in memory, to hold decisions against: each is given only the rows it asked for, and one that throws leaves nothing behind.</summary>
internal sealed class MemoryEntity<TState> where TState : class
{
    private readonly Dictionary<string, SortedDictionary<string, object>> _rows = [];

    public TState? State { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<object> Events { get; } = [];

    public TAnswer Run<TArgument, TAnswer>(TArgument argument, Func<IDraft<TState>, TArgument, TAnswer> decide, params RowQuery[] rows)
    {
        var draft = new MemoryDraft(this, rows);
        var answer = decide(draft, argument);
        draft.Keep();
        return answer;
    }

    public void Run<TArgument>(TArgument argument, Action<IDraft<TState>, TArgument> decide, params RowQuery[] rows)
        => Run(
            argument,
            (draft, given) =>
            {
                decide(draft, given);
                return true;
            },
            rows);

    public IReadOnlyList<KeyValuePair<string, TRow>> Rows<TRow>(RowSet<TRow> collection) where TRow : class
        => [.. Of(collection.Name).Select(row => KeyValuePair.Create(row.Key, (TRow)row.Value))];

    private SortedDictionary<string, object> Of(string collection)
    {
        if (!_rows.TryGetValue(collection, out var rows))
            _rows.Add(collection, rows = new(StringComparer.Ordinal));
        return rows;
    }

    private sealed class MemoryDraft(MemoryEntity<TState> entity, RowQuery[] asked) : IDraft<TState>
    {
        private readonly Dictionary<(string Collection, string Key), object?> _changes = [];
        private readonly List<object> _events = [];

        public TState? State { get; set; } = entity.State;

        public long NextVersion => 1;

        public DateTimeOffset Now => entity.Now;

        public TRow? Get<TRow>(RowSet<TRow> collection, string key) where TRow : class
        {
            if (_changes.TryGetValue((collection.Name, key), out var change))
                return (TRow?)change;
            if (!asked.Any(query => query.Collection == collection.Name && query.Key == key))
                throw new InvalidOperationException($"The row {collection.Name}/{key} was not asked for.");
            return entity.Of(collection.Name).TryGetValue(key, out var row) ? (TRow)row : null;
        }

        public IReadOnlyList<KeyValuePair<string, TRow>> Range<TRow>(RowSet<TRow> collection, string? after, int limit) where TRow : class
        {
            if (!asked.Contains(collection.Range(after, limit)))
                throw new InvalidOperationException($"The first {limit} rows of {collection.Name} after '{after}' were not asked for.");
            return
            [
                .. entity.Of(collection.Name)
                    .Where(row => after is null || string.CompareOrdinal(row.Key, after) > 0)
                    .Take(limit)
                    .Select(row => KeyValuePair.Create(row.Key, (TRow)row.Value)),
            ];
        }

        public void Put<TRow>(RowSet<TRow> collection, string key, TRow row) where TRow : class => _changes[(collection.Name, key)] = row;

        public void Delete<TRow>(RowSet<TRow> collection, string key) where TRow : class => _changes[(collection.Name, key)] = null;

        public void Emit<TEvent>(TEvent value) where TEvent : notnull => _events.Add(value);

        public void Keep()
        {
            entity.State = State;
            entity.Events.AddRange(_events);
            foreach (var ((collection, key), row) in _changes)
            {
                if (row is null)
                    entity.Of(collection).Remove(key);
                else
                    entity.Of(collection)[key] = row;
            }
        }
    }
}
