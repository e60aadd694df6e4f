namespace Orleans.Entities;

// What the world may see of the rows: one durable version.
internal partial class EntityEngine<TState>
{
    public async ValueTask<TRow?> ReadRowAsync<TRow>(RowSet<TRow> collection, string key, CancellationToken cancellationToken)
        where TRow : class
    {
        ThrowIfEnded();
        var load = new RowLoad<TState>([collection.Row(key)], Durable, _memory);
        _loads++;
        try
        {
            await LoadAsync(load, cancellationToken);
            while (Obscures(load) is { } flight)
                await LandedAsync(flight, cancellationToken);
        }
        finally
        {
            _loads--;
        }

        ThrowIfEnded();
        if (TryFindChange(load.Origin, Durable, load.Keys.Keys[0], out var change))
            return (TRow?)change.Row;
        return load.At(0).As<TRow>(Services.Codecs);
    }

    public async ValueTask<EntityView<TState, TRow>> ReadRangeAsync<TRow>(
        RowSet<TRow> collection, string? after, int limit, CancellationToken cancellationToken)
        where TRow : class
    {
        ThrowIfEnded();
        var load = new RowLoad<TState>([collection.Range(after, limit)], Durable, _memory);
        _loads++;
        try
        {
            await LoadAsync(load, cancellationToken);
            while (true)
            {
                ThrowIfEnded();
                if (Obscures(load) is { } flight)
                    await LandedAsync(flight, cancellationToken);
                else if (!BringUp(load, Durable))
                    await LoadAsync(load, cancellationToken);
                else
                    break;
            }
        }
        finally
        {
            _loads--;
        }

        return new(Version, State, load.Ranges![0].ToList<TRow>(Services.Codecs));
    }

    /// <summary>
    /// The flight, when the store may have shown it in what was read: such rows are of this version or the next, and nobody knows
    /// which before it lands.
    /// </summary>
    protected virtual Batch<TState>? Obscures(RowLoad<TState> load)
    {
        if (Flight?.Rows is not { } rows || load.Ceiling != Flight)
            return null;
        for (var place = 0; place < rows.Count; place++)
        {
            var key = rows.KeyAt(place);
            if (load.Keys.Find(key) >= 0 || load.Ranges?.Exists(range => range.Covers(key)) is true)
                return Flight;
        }

        return null;
    }

    private async ValueTask LandedAsync(Batch<TState> flight, CancellationToken cancellationToken)
    {
        var waiter = Waiter<bool>.Start(true, null, _scheduler, cancellationToken);
        var task = waiter.Task;
        Join(flight, waiter);
        try
        {
            await task;
        }
        catch (EntityUnavailableException)
        {
            // Whatever became of the flight, a reader has changed nothing.
            throw NewUnavailable(unknown: false);
        }
    }
}
