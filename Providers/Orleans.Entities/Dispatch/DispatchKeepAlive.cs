using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Sees to it, from each silo, that every partition has a reader for every dispatcher: at start and every few seconds.</summary>
internal sealed partial class DispatchKeepAlive(
    DispatcherRegistry dispatchers, IEventLog log, IGrainFactory grains, RunningReaders readers, TimeProvider time, ILogger<DispatchKeepAlive> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(DispatchKeepAlive), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _run = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run;
        await readers.StopAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                foreach (var name in dispatchers.Names)
                    await EnsureAsync(name);
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task EnsureAsync(string name)
    {
        var calls = new Task[log.PartitionCount];
        for (var partition = 0; partition < calls.Length; partition++)
            calls[partition] = grains.GetGrain<IDispatchReader>(DispatchReaderGrain.KeyOf(name, partition)).EnsureAsync();
        try
        {
            await Task.WhenAll(calls).WaitAsync(_stop.Token);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            // A reader that is about to leave its silo answers that it was cancelled, which says nothing of this silo.
            LogNotEnsured(logger, failure, name, calls.Count(call => !call.IsCompletedSuccessfully));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Dispatcher}: {Count} partitions could not be seen to; they are tried again")]
    private static partial void LogNotEnsured(ILogger logger, Exception failure, string dispatcher, int count);
}
