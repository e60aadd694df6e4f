namespace Orleans.Entities.Contract;

/// <summary>A store, empty at first, that is used for a while and moved out of or into in between.</summary>
public abstract class MovableUnderTest : IAsyncDisposable
{
    /// <summary>The store to be moved; each opening is one of its own.</summary>
    public abstract IMovableStore Movable { get; }

    /// <summary>Opens it as a silo does, and closes it when all events are in the log.</summary>
    public abstract Task UseAsync(Func<IEntityStore, IEventLog, Task> use);

    public abstract ValueTask DisposeAsync();
}
