using System.Diagnostics;

namespace Marketplace.Benchmarks.Measuring;

/// <summary>A fixed number of callers, each of which does its deed again when it is done.</summary>
internal static class Callers
{
    internal static async Task<(List<long> Latencies, TimeSpan Elapsed)> RunAsync(int seconds, int callers, Func<int, IDeed> deedOf)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (seconds * Stopwatch.Frequency);
        var perCaller = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => RepeatAsync(deedOf(caller), end))));
        return ([.. perCaller.SelectMany(latencies => latencies)], Stopwatch.GetElapsedTime(start));
    }

    private static async Task<List<long>> RepeatAsync(IDeed deed, long end)
    {
        var latencies = new List<long>();
        for (var began = Stopwatch.GetTimestamp(); began < end; began = Stopwatch.GetTimestamp())
        {
            await deed.DoAsync();
            latencies.Add(Stopwatch.GetTimestamp() - began);
        }

        return latencies;
    }
}
