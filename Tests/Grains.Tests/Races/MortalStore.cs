using Orleans.Entities;

namespace Marketplace.Grains.Tests.Races;

/// <summary>
/// A store that is cut off from its silo at a commit of chance, as if the process died there: that commit is durable or not, none
/// after it is, and nobody hears. The data stays for the next silo.
/// </summary>
internal sealed class MortalStore(IEntityStore store, Mortality mortality) : IEntityStore
{
    public EntityStoreLimits Limits => store.Limits;

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.OpenAsync(key, cancellationToken);
    }

    public async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        switch (mortality.Next())
        {
            case Breath.Last:
                await store.CommitAsync(commit);
                return CommitOutcome.Unknown;
            case Breath.None:
                return CommitOutcome.Unknown;
            default:
                return await store.CommitAsync(commit);
        }
    }

    public ValueTask<ResolveOutcome> ResolveAsync(
        EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.ResolveAsync(key, version, writeId, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.ReadRowsAsync(key, rows, cancellationToken);
    }

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.ReadRangeAsync(key, collection, after, limit, cancellationToken);
    }

    public IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.UnfinishedAsync(cancellationToken);
    }

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDead();
        return store.ScanAsync(kind, afterId, cancellationToken);
    }

    private void ThrowIfDead()
    {
        if (mortality.IsDead)
            throw new EntityStoreException("The process is dead.");
    }
}
