namespace Marketplace.Grains.Catalog;

/// <summary>Sees whether the replica keeps up: what was at the end of the log a moment ago must be applied by now.</summary>
internal sealed class CatalogReplicaWatch(CatalogReplica replica, IProjections projections, IEventLog log, TimeProvider time)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(CatalogReplicaWatch), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = Task.Run(WatchAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _watching;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await LookAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task LookAsync()
    {
        var started = time.GetTimestamp();
        var ends = new Dictionary<int, long>();
        try
        {
            for (var partition = 0; partition < log.PartitionCount; partition++)
                ends.Add(partition, (await log.GetExtentAsync(partition, _stopping.Token)).Next);
        }
        catch (EntityStoreException)
        {
            // Nothing is confirmed while the log does not answer.
            return;
        }

        if (await projections.WaitForAsync(CatalogReplica.ProjectionName, ends, Patience, _stopping.Token))
            replica.Confirm(started);
    }
}
