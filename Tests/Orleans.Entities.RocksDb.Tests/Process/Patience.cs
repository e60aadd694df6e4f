namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>How long a test waits for another process before it says that it hangs.</summary>
internal static class Patience
{
    internal static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await holds())
            await Task.Delay(5, end.Token);
    }
}
