using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra;

/// <summary>
/// Entities in Cassandra that are moved out of. It owns them as a silo does: what others left open is taken over, and all events are in
/// the log before it is read.
/// </summary>
internal sealed class CassandraMoveSource(CassandraEntityStore store, IMoveLogSide log) : IMoveSource
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public IEventLog Log => log.Log;

    public string State => StateOf(store.Incarnation);

    // Who starts after another takes its open work over and forgets it: without a silo in between there are exports only.
    public IReadOnlyList<string> Follows => [.. store.Predecessors.Select(StateOf)];

    /// <summary>What an owner left, as long as nobody came after it.</summary>
    public static string StateOf(Guid owner) => $"owner {owner}";

    /// <exception cref="EntityStoreException">Another process has taken over, or for a minute no event has got into the log.</exception>
    public async Task UntilRelayedAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var (waiting, since) = (store.WaitingBytes, time.GetTimestamp());
        while (!store.IsRelayed)
        {
            ThrowIfTakenOver();
            if (store.WaitingBytes != waiting)
                (waiting, since) = (store.WaitingBytes, time.GetTimestamp());
            else if (time.GetElapsedTime(since) > Patience)
                throw new EntityStoreException($"Events cannot be brought into the log: {waiting} bytes of them wait, and for a minute none got there.");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public async IAsyncEnumerable<StoredEntity> EntitiesAsync(
        EntityKey? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entity in EntityStore.ReadingAsync(store.Partitions.ScanAllAsync(after, cancellationToken), cancellationToken))
        {
            ThrowIfTakenOver();
            yield return entity;
        }
    }

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default) => store.Entities.OpenAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<EntityRow>> RowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken = default)
        => EntityStore.ReadingAsync(() => store.Partitions.ReadAllRowsAsync(key, after, limit, cancellationToken));

    public IAsyncEnumerable<MovedPosition> PositionsAsync(CancellationToken cancellationToken = default) => log.PositionsAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await log.DisposeAsync();
    }

    private void ThrowIfTakenOver()
    {
        if (store.TakenOver.IsCompleted)
            throw new EntityStoreException("Another process has taken the entities over meanwhile: stop it, and export again.");
    }
}
