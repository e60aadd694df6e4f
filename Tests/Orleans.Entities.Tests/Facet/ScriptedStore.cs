namespace Orleans.Entities.Tests;

/// <summary>A store whose commits go by a script, one step a commit; without a step they are simply written.</summary>
public sealed class ScriptedStore(IEntityStore inner) : IEntityStore
{
    public EntityStoreLimits Limits => inner.Limits;

    /// <summary>Stands in for a commit; null: nothing does.</summary>
    public Func<EntityCommit, ValueTask<CommitOutcome>>? OnCommit { get; set; }

    /// <summary>How often rows were read.</summary>
    public int Reads { get; private set; }

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
        => inner.OpenAsync(key, cancellationToken);

    public ValueTask<CommitOutcome> CommitAsync(EntityCommit commit) => OnCommit is { } step ? step(commit) : inner.CommitAsync(commit);

    public ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
        => inner.ResolveAsync(key, version, writeId, cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        Reads++;
        return inner.ReadRowsAsync(key, rows, cancellationToken);
    }

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        Reads++;
        return inner.ReadRangeAsync(key, collection, after, limit, cancellationToken);
    }

    public IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default)
        => inner.UnfinishedAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
        => inner.ScanAsync(kind, afterId, cancellationToken);
}
