using System.Diagnostics;
using Marketplace.Benchmarks.Cql.Clients;

namespace Marketplace.Benchmarks.Cql;

/// <summary>Requests at a fixed rate, answered or not, each timed from when it was due.</summary>
internal sealed class OpenLoad(ICqlClient client, Operation operation, long firstKey, double rate) : ILoad
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private long _key = firstKey;

    public Task<ClientFigures> RunAsync(TimeSpan duration)
    {
        var latencies = new List<long>((int)(duration.TotalSeconds * rate) + 1);
        return ClientFigures.MeasureAsync(async () =>
        {
            var count = (int)(duration.TotalSeconds * rate);
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await PaceAsync(count, latencies, ended);
            await ended.Task;
            return latencies;
        });
    }

    private async Task PaceAsync(int count, List<long> latencies, TaskCompletionSource ended)
    {
        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        for (var started = 0; started < count;)
        {
            await timer.WaitForNextTickAsync();
            var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * rate));
            for (; started < due; started++)
                _ = CallAsync(began + (long)(started / rate * Stopwatch.Frequency), count, latencies, ended);
        }
    }

    private async Task CallAsync(long due, int count, List<long> latencies, TaskCompletionSource ended)
    {
        try
        {
            await client.ExecuteAsync(operation, Interlocked.Increment(ref _key));
        }
        catch (Exception error)
        {
            ended.TrySetException(error);
            throw;
        }

        var latency = Stopwatch.GetTimestamp() - due;
        lock (_lock)
        {
            latencies.Add(latency);
            if (latencies.Count == count)
                ended.TrySetResult();
        }
    }
}
