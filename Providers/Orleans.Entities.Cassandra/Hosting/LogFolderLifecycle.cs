using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra;

/// <summary>Opens the log in a folder before the store that carries events to it, and closes it after.</summary>
internal sealed class LogFolderLifecycle(RocksDbEntityStore log) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(LogFolderLifecycle),
        ServiceLifecycleStage.First,
        cancellationToken => Task.Run(log.Open, cancellationToken),
        _ => Task.Run(log.Dispose, CancellationToken.None));
}
