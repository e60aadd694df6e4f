namespace Orleans.Entities;

/// <summary>A store to be read as a whole while nobody writes to it, with its log.</summary>
/// <remarks>Reads of rows may be made by several at once.</remarks>
public interface IMoveSide : IMoveLogSide
{
    /// <summary>All entities of all kinds in the store's own order, after one (exclusive; null: from the first).</summary>
    IAsyncEnumerable<StoredEntity> EntitiesAsync(EntityKey? after, CancellationToken cancellationToken = default);

    /// <summary>An entity's head.</summary>
    ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default);

    /// <summary>Up to some rows of all collections of an entity in the store's own order, after one (exclusive; null: from the first).</summary>
    ValueTask<IReadOnlyList<EntityRow>> RowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken = default);
}
