using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra;

/// <summary>Opens the log and the store before anything of the silo can ask for them, and closes them when everything that could is gone.</summary>
internal sealed partial class CassandraEntitiesLifecycle(
    RocksDbEntityStore log,
    DeferredEntityStore deferred,
    CassandraStores stores,
    IOptions<CassandraEntityOptions> options,
    IOptions<ClusterOptions> cluster,
    IHostApplicationLifetime program,
    TimeProvider time,
    ILoggerFactory loggers) : ILifecycleParticipant<ISiloLifecycle>
{
    private CassandraEntityStore? _store;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(CassandraEntityStore), ServiceLifecycleStage.First, StartAsync, _ => StopAsync());

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.Run(log.Open, cancellationToken);
        var settings = options.Value;
        if (settings.Service.Length == 0)
            settings.Service = cluster.Value.ServiceId;
        _store = await CassandraEntityStore.StartAsync(stores, isOwned: false, settings, log.Appender, time, loggers, cancellationToken);
        deferred.Use(_store.Entities);
        _ = EndWhenTakenOverAsync(_store);
    }

    private async Task StopAsync()
    {
        deferred.Use(null);
        if (_store is not null)
            await _store.DisposeAsync();
        await Task.Run(log.Dispose, CancellationToken.None);
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
