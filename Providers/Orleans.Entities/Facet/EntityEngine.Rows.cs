namespace Orleans.Entities;

// Rows: read at some version, brought up to a later one by what changed since, in the turn that uses them.
internal partial class EntityEngine<TState>
{
    /// <summary>The most rows of a collection that is remembered whole.</summary>
    private const int MostOfAWhole = 64;

    private Task _lazyLoads = Task.CompletedTask;
    private RowMemory _memory = null!;

    /// <summary>What became of a row since it was read, for a decision: the newest, durable or not.</summary>
    public bool TryFindChange(RowLoad<TState> load, in RowKey key, out RowChange change)
        => TryFindChange(load.Origin, upTo: null, key, out change);

    /// <summary>The step from a version to the next when what was read is brought up to date.</summary>
    protected virtual Batch<TState>? Later(Batch<TState> batch) => batch.Next;

    private bool TryFindChange(Batch<TState> origin, Batch<TState>? upTo, in RowKey key, out RowChange change)
    {
        change = default;
        var found = false;
        for (var batch = origin; batch != upTo && Later(batch) is { } later; batch = later)
        {
            if (later.Rows is not null && later.Rows.TryGet(key, out var newer))
                (change, found) = (newer, true);
        }

        return found;
    }

    /// <summary>Brings ranges up to a version (null: the newest); false when more must be read for it.</summary>
    private bool BringUp(RowLoad<TState> load, Batch<TState>? upTo)
    {
        var enough = true;
        foreach (var range in load.Ranges ?? [])
        {
            range.Begin();
            for (var batch = load.Origin; batch != upTo && Later(batch) is { } later; batch = later)
            {
                if (later.Rows is not null)
                    range.Lay(later.Rows);
            }

            enough &= range.IsEnough;
        }

        return enough;
    }

    /// <summary>Reads the rows asked for by key, and the ranges as far as they are not known to be enough.</summary>
    private ValueTask LoadAsync(RowLoad<TState> load, CancellationToken cancellationToken)
        => load.Unknown is null && load.Ranges?.TrueForAll(range => range.IsEnough) is not false ? default : ReadAsync(load, cancellationToken);

    private async ValueTask ReadAsync(RowLoad<TState> load, CancellationToken cancellationToken)
    {
        if (load.Unknown is { } unknown)
        {
            var values = await Services.Store.ReadRowsAsync(_key, unknown, cancellationToken);
            for (var place = 0; place < unknown.Count; place++)
                Take(load, unknown[place], RowChange.Of(values[place]));
            load.Unknown = null;
        }

        foreach (var range in load.Ranges ?? [])
        {
            if (range.IsEnough)
                continue;
            var ask = (int)Math.Min((long)range.Limit + DeletesGathered, int.MaxValue);
            range.Add(await Services.Store.ReadRangeAsync(_key, range.Collection, range.ReadTo, ask, cancellationToken), ask);
            if (range is { IsWhole: true, After: null } && range.Read.Count <= MostOfAWhole && IsUntouched(load, row => row.Collection == range.Collection))
                _memory.RememberWhole(range.Collection, range.Read);
        }

        load.Ceiling = Flight;
    }

    private void Take(RowLoad<TState> load, RowKey key, in RowChange row)
    {
        load.Set(key, row);
        if (IsUntouched(load, changed => changed == key))
            _memory.Remember(key, row);
    }

    /// <summary>
    /// Whether nothing that landed, flies or gathers since the reading began has to do with what was read: then it is so of the durable version.
    /// </summary>
    protected virtual bool IsUntouched(RowLoad<TState> load, Predicate<RowKey> isRead)
    {
        for (var batch = load.Origin.Next; batch is not null; batch = batch.Next)
        {
            for (var place = 0; place < (batch.Rows?.Count ?? 0); place++)
            {
                if (isRead(batch.Rows!.KeyAt(place)))
                    return false;
            }
        }

        return true;
    }

    /// <summary>How many rows a range can lose to what is not durable yet.</summary>
    private int DeletesGathered => (Flight?.Rows?.Deletes ?? 0) + (Gathering?.Rows?.Deletes ?? 0);

    private ValueTask<TAnswer> RunWithRows<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        ReadOnlySpan<RowQuery> rows,
        CancellationToken cancellationToken)
    {
        var load = new RowLoad<TState>(rows, Durable, _memory);
        var loading = LoadAsync(load, cancellationToken);
        return loading.IsCompletedSuccessfully && BringUp(load, upTo: null)
            ? Decide(argument, decide, load, cancellationToken)
            : AwaitRowsAsync(argument, decide, load, loading, cancellationToken);
    }

    private async ValueTask<TAnswer> AwaitRowsAsync<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        RowLoad<TState> load,
        ValueTask loading,
        CancellationToken cancellationToken)
    {
        _loads++;
        try
        {
            await loading;

            // No await between the last look and the decision: that is the turn that decides.
            while (!BringUp(load, upTo: null))
                await LoadAsync(load, cancellationToken);
        }
        finally
        {
            _loads--;
        }

        ThrowIfEnded();
        cancellationToken.ThrowIfCancellationRequested();
        return await Decide(argument, decide, load, cancellationToken);
    }

    private void RunLazilyWithRows<TArgument>(
        TArgument argument, Action<IDraft<TState>, TArgument> decide, ReadOnlySpan<RowQuery> rows)
    {
        var load = new RowLoad<TState>(rows, Durable, _memory);
        var loading = LoadAsync(load, CancellationToken.None);
        if (loading.IsCompletedSuccessfully && BringUp(load, upTo: null))
            DecideLazily(argument, decide, load);
        else
            _lazyLoads = Task.WhenAll(_lazyLoads, AwaitLazyRowsAsync(argument, decide, load, loading));
    }

    private async Task AwaitLazyRowsAsync<TArgument>(
        TArgument argument, Action<IDraft<TState>, TArgument> decide, RowLoad<TState> load, ValueTask loading)
    {
        _loads++;
        try
        {
            await loading;
            while (!BringUp(load, upTo: null))
                await LoadAsync(load, CancellationToken.None);
        }
#pragma warning disable CA1031 // Nobody waits for a hint.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EntityLog.HintFailed(Services.Logger, _key, exception);
            return;
        }
        finally
        {
            _loads--;
        }

        if (_end is null)
            DecideLazily(argument, decide, load);
    }
}
