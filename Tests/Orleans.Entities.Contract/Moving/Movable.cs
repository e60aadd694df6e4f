namespace Orleans.Entities.Contract;

/// <summary>A store to be moved, made of what opens it.</summary>
public sealed class Movable(Func<Task<IMoveSource>> source, Func<MoveExport, Task<IMoveTarget>> target) : IMovableStore
{
    public async Task<IReadOnlyList<string>> StatesAsync(CancellationToken cancellationToken = default)
    {
        await using var opened = await source();
        return opened.Follows;
    }

    public Task<IMoveSource> OpenSourceAsync(CancellationToken cancellationToken = default) => source();

    public Task<IMoveTarget> OpenTargetAsync(MoveExport export, CancellationToken cancellationToken = default) => target(export);
}
