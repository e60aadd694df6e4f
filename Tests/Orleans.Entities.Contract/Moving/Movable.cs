namespace Orleans.Entities.Contract;

/// <summary>A store to be moved, made of what opens it.</summary>
public sealed class Movable(Func<Task<IMoveSource>> source, Func<MoveExport, Task<IMoveTarget>> target) : IMovableStore
{
    public Task<IMoveSource> OpenSourceAsync(CancellationToken cancellationToken = default) => source();

    public Task<IMoveTarget> OpenTargetAsync(MoveExport export, CancellationToken cancellationToken = default) => target(export);
}
