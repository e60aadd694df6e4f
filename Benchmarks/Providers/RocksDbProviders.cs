using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.RocksDb;

namespace Marketplace.Benchmarks.Providers;

/// <summary>Ours in files of RocksDB, which have no members; named by their folder.</summary>
internal sealed class RocksDbProviders(string folder) : IProviders
{
    public string Name => "RocksDB";

    public bool IsOurs => true;

    public bool HasMembers => false;

    // Orleans' serializer of grain state is made of a silo, which is not made without members.
    public void AddTo(ISiloBuilder silo) => silo
        .UseLocalhostClustering()
        .AddRocksDbGrainStorageAsDefault(options => options.Folder = folder)
        .UseRocksDbReminderService(options => options.Folder = folder);

    public void Open(IServiceProvider services) => services.GetRequiredService<RocksDbEntityStore>().Open();
}
