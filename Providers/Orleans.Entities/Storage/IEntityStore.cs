namespace Orleans.Entities;

/// <summary>
/// Where entities are kept: one entity is one grain is one partition. A commit writes its head, rows and events at once or not
/// at all, and is durable when it is answered.
/// </summary>
/// <remarks>Safe for use by many threads. Buffers in answers belong to the caller; buffers in a commit must not change until it ends.</remarks>
public interface IEntityStore
{
    /// <summary>The limits of this store.</summary>
    EntityStoreLimits Limits { get; }

    /// <summary>Reads an entity's head as of its last durable commit.</summary>
    /// <exception cref="ArgumentException">The key is outside the limits.</exception>
    /// <exception cref="EntityStoreException">The store cannot answer now.</exception>
    ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default);

    /// <summary>Writes a commit, or refuses it. Never throws for what happened to the write: the outcome tells.</summary>
    /// <exception cref="ArgumentException">The commit is malformed or outside the limits; nothing was written.</exception>
    ValueTask<CommitOutcome> CommitAsync(EntityCommit commit);

    /// <summary>
    /// Finds out what became of a write whose outcome was unknown: <paramref name="writeId"/> at version
    /// <paramref name="version"/>. After the answer the write is settled: if it was not applied, it never will be.
    /// </summary>
    /// <exception cref="EntityStoreException">The store cannot answer now.</exception>
    ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default);

    /// <summary>Reads rows by key. The answer has one element for each key, in order; null where there is no row.</summary>
    /// <exception cref="EntityStoreException">The store cannot answer now.</exception>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> rows of a collection in key order, after <paramref name="after"/> (exclusive; null: from the first).</summary>
    /// <remarks>
    /// While commits come, rows of one answer may be of more than one version. The facet lays what its own owner has on its way over them;
    /// an owner that a rival has overtaken is refused when it writes.
    /// </remarks>
    /// <exception cref="EntityStoreException">The store cannot answer now.</exception>
    ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Lists the entities with open work that this store's owner must resume. One that changes during the listing may or may not be in it.</summary>
    /// <remarks>
    /// It is asked for every few seconds, so it should not cost a request for each. One whose last write has an unknown outcome may be in it:
    /// <see cref="OpenAsync"/> settles that.
    /// </remarks>
    IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the entities of a kind in the store's own order, after <paramref name="afterId"/> (exclusive; null: from the first).
    /// Each is as of one moment of its own.
    /// </summary>
    /// <exception cref="EntityStoreException">The store cannot answer now.</exception>
    IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default);
}
