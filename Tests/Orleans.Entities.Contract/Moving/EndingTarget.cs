namespace Orleans.Entities.Contract;

/// <summary>A target at which a process ends in a number of calls: the last one was done, or half of what it was to write, and nobody hears of it.</summary>
internal sealed class EndingTarget(IMoveTarget target, int calls) : IMoveTarget
{
    private int _left = calls;

    public IEventLog Log => target.Log;

    public int Chunks => target.Chunks;

    public bool IsFinished => target.IsFinished;

    public async ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default)
    {
        await target.WriteAsync(_left == 1 ? [.. records.Take((records.Count + 1) / 2)] : records, cancellationToken);
        End();
    }

    public async ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default)
    {
        await target.SaveAsync(chunks, cancellationToken);
        End();
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken = default) => target.FinishAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> EntitiesAsync(EntityKey? after, CancellationToken cancellationToken = default)
        => target.EntitiesAsync(after, cancellationToken);

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default) => target.OpenAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<EntityRow>> RowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken = default)
        => target.RowsAsync(key, after, limit, cancellationToken);

    public IAsyncEnumerable<MovedPosition> PositionsAsync(CancellationToken cancellationToken = default) => target.PositionsAsync(cancellationToken);

    public ValueTask DisposeAsync() => target.DisposeAsync();

    private void End()
    {
        if (--_left == 0)
            throw new EndedException();
    }
}
