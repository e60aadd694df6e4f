using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra;

/// <summary>Opens the store before grains of the silo can ask for it, and closes it when all of them are gone. Its log is open by then.</summary>
internal sealed partial class CassandraEntitiesLifecycle(
    IEventAppender log,
    DeferredEntityStore deferred,
    CassandraStores stores,
    IOptions<CassandraEntityOptions> options,
    IOptions<ClusterOptions> cluster,
    EntityOwnership ownership,
    IHostApplicationLifetime program,
    TimeProvider time,
    ILoggerFactory loggers) : ILifecycleParticipant<ISiloLifecycle>
{
    private CassandraEntityStore? _store;
    private OwnerWatch? _watch;

    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe(nameof(CassandraEntityStore), ownership.Stage, StartAsync, _ => StopAsync());
        observer.Subscribe(nameof(OwnerWatch), ServiceLifecycleStage.Active, StartWatchAsync, _ => StopWatchAsync());
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.Service.Length == 0)
            settings.Service = cluster.Value.ServiceId;
        _store = await CassandraEntityStore.StartAsync(stores, isOwned: false, settings, ownership.Silo, log, time, loggers, cancellationToken);
        deferred.Use(_store.Entities);
        _ = EndWhenTakenOverAsync(_store);
    }

    private async Task StopAsync()
    {
        deferred.Use(null);
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private Task StartWatchAsync(CancellationToken cancellationToken)
    {
        _watch = ownership.Watch(_store!);
        return Task.CompletedTask;
    }

    private async Task StopWatchAsync()
    {
        if (_watch is not null)
            await _watch.DisposeAsync();
    }

    private async Task EndWhenTakenOverAsync(CassandraEntityStore store)
    {
        await store.TakenOver;
        LogTakenOver(loggers.CreateLogger<CassandraEntityStore>());
        program.StopApplication();
    }

    [LoggerMessage(LogLevel.Critical, "Another process has taken over what this one had open, as from the dead: this one ends")]
    private static partial void LogTakenOver(ILogger logger);
}
