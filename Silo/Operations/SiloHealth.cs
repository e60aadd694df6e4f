using Orleans.Entities.RocksDb;

namespace Marketplace.Silo.Operations;

/// <summary>Whether the silo in this process takes work.</summary>
public sealed class SiloHealth(ISiloStatusOracle status, IServiceProvider services)
{
    private readonly RocksDbEntityStore? _store = services.GetService<RocksDbEntityStore>();

    /// <summary>Why it takes none now, or null when it does.</summary>
    public string? WhyNot()
    {
        if (status.CurrentStatus != SiloStatus.Active)
            return $"the silo is {status.CurrentStatus}";
        return _store?.Failure is { } failure ? $"the store of entities fails: {failure}" : null;
    }
}
