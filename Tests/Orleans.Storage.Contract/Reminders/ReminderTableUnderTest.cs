namespace Orleans.Storage.Contract;

/// <summary>A place for reminders, empty at first, and the tables that silos open on it.</summary>
public abstract class ReminderTableUnderTest : IAsyncDisposable
{
    /// <summary>Opens a table as a silo of a service would, and starts it.</summary>
    public abstract ValueTask<IReminderTable> OpenAsync(string serviceId = "tests");

    /// <summary>Takes everything down that is only in memory. Tables that were opened before are not used any more.</summary>
    public abstract ValueTask RestartAsync();

    public abstract ValueTask DisposeAsync();
}
