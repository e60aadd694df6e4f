namespace Orleans.Storage.Contract;

/// <summary>A place for grain state, empty at first, and the storages that silos open on it.</summary>
public abstract class GrainStorageUnderTest : IAsyncDisposable
{
    /// <summary>The largest serialized state that it must take, in bytes; a little more is refused.</summary>
    public abstract int LargestState { get; }

    /// <summary>Opens a storage as a silo would, on what all the others of this place store.</summary>
    public abstract ValueTask<IGrainStorage> OpenAsync(StorageSettings settings);

    /// <summary>Takes everything down that is only in memory. Storages that were opened before are not used any more.</summary>
    public abstract ValueTask RestartAsync();

    public abstract ValueTask DisposeAsync();
}
