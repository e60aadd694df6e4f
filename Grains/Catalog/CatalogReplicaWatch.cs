using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Catalog;

/// <summary>Sees whether the replica keeps up: what was at the end of the log a moment ago must be applied by now.</summary>
internal sealed class CatalogReplicaWatch(
    CatalogReplica replica, IProjections projections, IEventLog log, TimeProvider time, ILogger<CatalogReplicaWatch> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private RecurringTask? _task;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(CatalogReplicaWatch), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _task = RecurringTask.StartLater("The look whether the catalogue's copy keeps up", Period, LookAsync, time, logger);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_task is { } task)
            await task.DisposeAsync();
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var ends = new Dictionary<int, long>();
        try
        {
            for (var partition = 0; partition < log.PartitionCount; partition++)
                ends.Add(partition, (await log.GetExtentAsync(partition, stopping)).Next);
        }
        catch (EntityStoreException)
        {
            // Nothing is confirmed while the log does not answer, which others tell.
            return;
        }

        if (await projections.WaitForAsync(CatalogReplica.ProjectionName, ends, Patience, stopping))
            replica.Confirm(started);
    }
}
