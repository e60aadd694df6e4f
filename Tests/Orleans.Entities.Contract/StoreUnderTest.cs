namespace Orleans.Entities.Contract;

/// <summary>A store, empty at first, with the log that its commits append to.</summary>
public abstract class StoreUnderTest : IAsyncDisposable
{
    public abstract IEntityStore Store { get; }

    public abstract IEventLog Log { get; }

    /// <summary>Takes everything down that is only in memory and opens what was stored.</summary>
    public abstract ValueTask ReopenAsync();

    /// <summary>Waits until the log has the events of all that was committed, where they come to it after the commit.</summary>
    public virtual ValueTask UntilLoggedAsync() => default;

    public abstract ValueTask DisposeAsync();
}
