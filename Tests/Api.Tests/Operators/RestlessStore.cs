using Orleans.Entities;

namespace Marketplace.Api.Tests.Operators;

/// <summary>A store in which entities of a kind are at another version whenever they are looked at.</summary>
internal sealed class RestlessStore(IEntityStore store, string kind) : IEntityStore
{
    private int _looks;

    public EntityStoreLimits Limits => store.Limits;

    public async ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        var head = await store.OpenAsync(key, cancellationToken);
        return key.Kind == kind ? head with { Version = head.Version + ++_looks } : head;
    }

    public ValueTask<CommitOutcome> CommitAsync(EntityCommit commit) => store.CommitAsync(commit);

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
