using System.Diagnostics;

namespace Orleans.Entities.Tests;

/// <summary>Waits on a condition that other threads bring about.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<ValueTask<bool>> condition, string what, int seconds = 20)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(seconds), $"Not within {seconds} s: {what}");
            await Task.Delay(2);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string what, int seconds = 20) => HoldsAsync(() => new(condition()), what, seconds);
}
