namespace Orleans.Entities.Cassandra;

/// <summary>The store as the silo's services know it: there from the beginning, and open when the silo has started it.</summary>
internal sealed class DeferredEntityStore : IEntityStore
{
    private IEntityStore? _opened;

    public EntityStoreLimits Limits => EntityStoreLimits.Default;

    private IEntityStore Opened => Volatile.Read(ref _opened) ?? throw new EntityStoreException("The store is not open.");

    /// <summary>Lets calls through; null ends that.</summary>
    public void Use(IEntityStore? opened) => Volatile.Write(ref _opened, opened);

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default) => Opened.OpenAsync(key, cancellationToken);

    public ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
        => Volatile.Read(ref _opened)?.CommitAsync(commit) ?? new ValueTask<CommitOutcome>(CommitOutcome.NotApplied);

    public ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
        => Opened.ResolveAsync(key, version, writeId, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
        => Opened.ReadRowsAsync(key, rows, cancellationToken);

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
        => Opened.ReadRangeAsync(key, collection, after, limit, cancellationToken);

    public IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default) => Opened.UnfinishedAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
        => Opened.ScanAsync(kind, afterId, cancellationToken);
}
