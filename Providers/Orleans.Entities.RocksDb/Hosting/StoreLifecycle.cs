namespace Orleans.Entities.RocksDb;

/// <summary>Opens the store before anything of the silo can ask for it, and closes it when everything that could is gone.</summary>
internal sealed class StoreLifecycle(RocksDbEntityStore store) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(RocksDbEntityStore),
        ServiceLifecycleStage.First,
        cancellationToken => Task.Run(store.Open, cancellationToken),
        cancellationToken => Task.Run(store.Dispose, CancellationToken.None));
}
