namespace Marketplace.Tests.Shared;

/// <summary>A lock that one test program of this machine holds at a time; the system frees it when the program ends, however it ends.</summary>
internal sealed class MachineLock : IDisposable
{
    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    /// <summary>Takes it; null when somebody has it.</summary>
    public static MachineLock? TryTake(string name)
    {
        try
        {
            return new(new FileStream(Path.Combine(Path.GetTempPath(), $"marketplace-tests-{name}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits for it.</summary>
    public static async Task<MachineLock> TakeAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(name) is { } taken)
                return taken;
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
