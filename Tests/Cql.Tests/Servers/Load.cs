using System.Collections.Concurrent;

namespace Cql.Tests.Servers;

/// <summary>A steady stream of requests, and what became of them.</summary>
internal sealed class Load : IAsyncDisposable
{
    // Nodes that start get processors too, and the tests take no longer than they must.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly Func<int, Task> _request;
    private readonly Task _running;
    private long _longest;
    private int _begun;
    private int _done;

    private Load(int workers, Func<int, Task> request)
    {
        _request = request;
        _running = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(RunAsync)));
    }

    /// <summary>What failed since the last look.</summary>
    public IReadOnlyList<Exception> TakeFailures()
    {
        var taken = new List<Exception>();
        while (_failures.TryDequeue(out var failure))
            taken.Add(failure);
        return taken;
    }

    /// <summary>The longest that one has taken since the last look.</summary>
    public TimeSpan TakeLongest() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longest, 0));

    /// <summary>Begins: each worker asks, waits a little, and asks again, with a number that counts up.</summary>
    public static Load Start(int workers, Func<int, Task> request) => new(workers, request);

    /// <summary>Waits until so many more are done.</summary>
    public async Task DoAsync(int more)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var due = Volatile.Read(ref _done) + more; Volatile.Read(ref _done) < due;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(2), $"Requests hang, or all fail, for instance: {_failures.LastOrDefault()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                await _request(Interlocked.Increment(ref _begun));
                Interlocked.Increment(ref _done);
            }
            catch (Exception e)
            {
                _failures.Enqueue(e);
            }

            var took = TimeProvider.System.GetElapsedTime(start).Ticks;
            for (var longest = Volatile.Read(ref _longest); took > longest;)
                longest = Interlocked.CompareExchange(ref _longest, took, longest) is var seen && seen == longest ? took : seen;
            await Task.Delay(Pause);
        }
    }
}
