namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Returns when <paramref name="condition"/> holds; calls <paramref name="meanwhile"/> until then.</summary>
    /// <exception cref="TimeoutException">It does not come to hold.</exception>
    public static async Task HoldsAsync(Func<bool> condition, Action? meanwhile = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Longest) throw new TimeoutException("The condition did not come to hold.");
            meanwhile?.Invoke();
            await Task.Delay(1);
        }
    }
}
