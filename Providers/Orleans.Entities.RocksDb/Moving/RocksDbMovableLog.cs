namespace Orleans.Entities.RocksDb;

/// <summary>The folder of a log as one that can be moved out of and into, beside entities that are kept elsewhere.</summary>
internal sealed class RocksDbMovableLog(RocksDbEntityStore files) : IMovableLog
{
    public async Task<IMoveLogSide> OpenSourceAsync(CancellationToken cancellationToken = default) => await Task.Run(files.OpenAsSource, cancellationToken);

    public async Task<IMoveLogTarget> OpenTargetAsync(MoveExport export, Func<Task> begin, CancellationToken cancellationToken = default)
    {
        if (!files.IsThere)
            await begin();
        return await Task.Run(() => files.OpenAsTarget(export), cancellationToken);
    }
}
