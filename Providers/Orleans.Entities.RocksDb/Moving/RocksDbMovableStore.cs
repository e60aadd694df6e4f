namespace Orleans.Entities.RocksDb;

/// <summary>The silo's folder as one that can be moved out of and into.</summary>
internal sealed class RocksDbMovableStore(RocksDbEntityStore store) : IMovableStore
{
    public async Task<IReadOnlyList<string>> StatesAsync(CancellationToken cancellationToken = default)
    {
        await using var source = await OpenSourceAsync(cancellationToken);
        return source.Follows;
    }

    public async Task<IMoveSource> OpenSourceAsync(CancellationToken cancellationToken = default) => await Task.Run(store.OpenAsSource, cancellationToken);

    public async Task<IMoveTarget> OpenTargetAsync(MoveExport export, CancellationToken cancellationToken = default)
        => await Task.Run(() => store.OpenAsTarget(export), cancellationToken);
}
