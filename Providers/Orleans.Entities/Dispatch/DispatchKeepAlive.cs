using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Sees to it, from each silo, that every partition has a reader for every dispatcher: at start and every few seconds.</summary>
internal sealed partial class DispatchKeepAlive(
    DispatcherRegistry dispatchers, IEventLog log, IGrainFactory grains, RunningReaders readers, TimeProvider time, ILogger<DispatchKeepAlive> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private RecurringTask? _task;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(DispatchKeepAlive), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _task = RecurringTask.Start("The care for readers", Period, EnsureAllAsync, time, logger);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_task is { } task)
            await task.DisposeAsync();
        await readers.StopAsync(cancellationToken);
    }

    private async Task EnsureAllAsync(CancellationToken stopping)
    {
        foreach (var name in dispatchers.Names)
            await EnsureAsync(name, stopping);
    }

    private async Task EnsureAsync(string name, CancellationToken stopping)
    {
        var calls = new Task[log.PartitionCount];
        for (var partition = 0; partition < calls.Length; partition++)
            calls[partition] = grains.GetGrain<IDispatchReader>(DispatchReaderGrain.KeyOf(name, partition)).EnsureAsync();
        try
        {
            await Task.WhenAll(calls).WaitAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // A reader that is about to leave its silo answers that it was cancelled, which says nothing of this silo.
            LogNotEnsured(logger, failure, name, calls.Count(call => !call.IsCompletedSuccessfully));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Dispatcher}: {Count} partitions could not be seen to; they are tried again")]
    private static partial void LogNotEnsured(ILogger logger, Exception failure, string dispatcher, int count);
}
