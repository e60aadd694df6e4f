namespace Orleans.Entities;

/// <summary>One decision at a time: what it sees, and what it changes until it is taken into the gathering batch or thrown away.</summary>
internal sealed class Draft<TState>(EntityEngine<TState> engine) : IDraft<TState> where TState : class
{
    private TState? _state;
    private RowLoad<TState>? _load;
    private DateTimeOffset? _now;
    private Arena? _arena;
    private ArenaMark _mark;
    private bool _isOpen;

    public TState? State
    {
        get
        {
            ThrowIfClosed();
            return _state;
        }

        set
        {
            ThrowIfClosed();
            if (ReferenceEquals(_state, value) || (value is not null && value.Equals(_state)))
                return;
            (_state, StateChanged) = (value, true);
        }
    }

    public long NextVersion
    {
        get
        {
            ThrowIfClosed();
            return engine.NextVersion;
        }
    }

    public DateTimeOffset Now
    {
        get
        {
            ThrowIfClosed();
            return DecidedAt;
        }
    }

    /// <summary>When the decision was taken, also after it.</summary>
    public DateTimeOffset DecidedAt => _now ??= engine.Services.Time.GetUtcNow();

    /// <summary>The head that was decided on, also after the decision.</summary>
    public TState? Decided => _state;

    public bool StateChanged { get; private set; }

    public RowChanges Rows { get; } = new();

    public List<PendingEvent> Events { get; } = [];

    /// <summary>What the changes of rows and the events take.</summary>
    public int Bytes { get; private set; }

    public bool HasChanges => StateChanged || Rows.Count > 0 || Events.Count > 0;

    public void Open(TState? state, RowLoad<TState>? load)
    {
        if (_isOpen)
            throw new InvalidOperationException("A decision may not start another one: it must not call its entity.");
        Clear();
        (_state, _load, _isOpen) = (state, load, true);
    }

    public void Close() => _isOpen = false;

    /// <summary>Throws the changes away.</summary>
    public void Discard()
    {
        _arena?.Rewind(_mark);
        Clear();
    }

    /// <summary>Starts anew: the changes are in the batch, or thrown away.</summary>
    public void Clear()
    {
        _arena = null;
        (_state, _load, _now, StateChanged, Bytes) = (null, null, null, false, 0);
        Rows.Clear();
        Events.Clear();
    }

    public TRow? Get<TRow>(RowSet<TRow> collection, string key) where TRow : class
    {
        ThrowIfClosed();
        var name = new RowKey(collection.Name, key);
        if (Rows.TryGet(name, out var change))
            return (TRow?)change.Row;
        var place = _load?.Keys.Find(name) ?? -1;
        if (place < 0)
            throw new InvalidOperationException($"The row {name.Collection}/{name.Key} was not asked for.");
        if (engine.TryFindChange(_load!, name, out change))
            return (TRow?)change.Row;
        return _load!.At(place).As<TRow>(engine.Services.Codecs);
    }

    public IReadOnlyList<KeyValuePair<string, TRow>> Range<TRow>(RowSet<TRow> collection, string? after, int limit) where TRow : class
    {
        ThrowIfClosed();
        var range = _load?.Ranges?.Find(range => range.Collection == collection.Name && range.After == after && range.Limit == limit)
            ?? throw new InvalidOperationException($"The first {limit} rows of {collection.Name} after '{after}' were not asked for.");
        return range.ToList<TRow>(engine.Services.Codecs);
    }

    public void Put<TRow>(RowSet<TRow> collection, string key, TRow row) where TRow : class
    {
        ThrowIfClosed();
        ArgumentNullException.ThrowIfNull(row);
        var name = RowNames.Check(collection.Name, key);
        if (_arena is null)
            (_arena, _mark) = (engine.GatheringArena, engine.GatheringArena.Mark());
        var value = engine.Services.Codecs.Encode(row, _arena);
        if (value.Length > engine.Services.Limits.MaxRowBytes)
            throw new ArgumentException($"A row of {value.Length} bytes is larger than {engine.Services.Limits.MaxRowBytes}.", nameof(row));
        Change(name, new(row, value));
    }

    public void Delete<TRow>(RowSet<TRow> collection, string key) where TRow : class
    {
        ThrowIfClosed();
        Change(RowNames.Check(collection.Name, key), default);
    }

    public void Emit<TEvent>(TEvent value) where TEvent : notnull
    {
        ThrowIfClosed();
        var pending = engine.Services.Events.Serialize(value);
        Events.Add(pending);
        Bytes += pending.Data.Length + pending.Type.Length;
    }

    private void Change(in RowKey key, in RowChange change)
    {
        Rows.Set(key, change);
        Bytes += change.Value.Length + ((key.Collection.Length + key.Key.Length) * 3);
    }

    private void ThrowIfClosed()
    {
        if (!_isOpen)
            throw new InvalidOperationException("A draft is for the one turn of its decision.");
    }
}
