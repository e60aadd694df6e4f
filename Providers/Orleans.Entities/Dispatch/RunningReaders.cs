using System.Collections.Concurrent;

namespace Orleans.Entities;

/// <summary>
/// The readers that run on this silo. They end before the silo stops: afterwards it places no grain any more, and what they tell would
/// find nobody.
/// </summary>
internal sealed class RunningReaders : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<DispatchReaderGrain, Task> _running = new();

    /// <summary>Cancelled when the silo stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    public void Add(DispatchReaderGrain reader, Task run) => _running[reader] = run;

    public void Remove(DispatchReaderGrain reader) => _running.TryRemove(reader, out _);

    /// <summary>Tells all to end, and waits until they have told what they had begun to tell and stored their positions.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();
}
