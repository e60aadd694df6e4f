using Orleans.Entities;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>A store whose commits wait for what a test says.</summary>
internal sealed class SlowStore(IEntityStore store, Func<EntityCommit, Task> before) : IEntityStore
{
    public EntityStoreLimits Limits => store.Limits;

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default) => store.OpenAsync(key, cancellationToken);

    public async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        await before(commit);
        return await store.CommitAsync(commit);
    }

    public ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
        => store.ResolveAsync(key, version, writeId, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
        => store.ReadRowsAsync(key, rows, cancellationToken);

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
        => store.ReadRangeAsync(key, collection, after, limit, cancellationToken);

    public IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default) => store.UnfinishedAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
        => store.ScanAsync(kind, afterId, cancellationToken);
}
