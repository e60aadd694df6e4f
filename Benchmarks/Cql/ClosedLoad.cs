using System.Diagnostics;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql;

/// <summary>A fixed number of callers, each of which asks again when it is answered.</summary>
internal sealed class ClosedLoad(ICqlClient client, Operation operation, long firstKey, int callers) : ILoad
{
    private const int ExpectedRequestsPerSecond = 1_000_000;

    private long _key = firstKey;

    public Task<ClientFigures> RunAsync(TimeSpan duration)
    {
        // Room made before, so that what is allocated is the client's doing.
        var room = (int)(duration.TotalSeconds * ExpectedRequestsPerSecond / callers) + 1;
        var perCaller = Enumerable.Range(0, callers).Select(_ => new List<long>(room)).ToArray();
        var all = new List<long>((int)(duration.TotalSeconds * ExpectedRequestsPerSecond));
        return ClientFigures.MeasureAsync(async () =>
        {
            var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            await Task.WhenAll(perCaller.Select(latencies => Task.Run(() => CallAsync(latencies, end))));
            foreach (var latencies in perCaller)
                all.AddRange(latencies);
            return all;
        });
    }

    private async Task CallAsync(List<long> latencies, long end)
    {
        for (var began = Stopwatch.GetTimestamp(); began < end;)
        {
            await client.ExecuteAsync(operation, Interlocked.Increment(ref _key));
            var now = Stopwatch.GetTimestamp();
            latencies.Add(now - began);
            began = now;
        }
    }
}
