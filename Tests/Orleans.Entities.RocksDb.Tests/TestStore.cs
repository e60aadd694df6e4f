using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.Contract;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal static class TestStore
{
    internal static RocksDbEntityStore Open(string folder, Action<RocksDbEntityOptions>? configure = null)
    {
        var options = new RocksDbEntityOptions { Folder = folder };
        configure?.Invoke(options);
        var store = new RocksDbEntityStore(options, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
        try
        {
            store.Open();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    internal static RocksDbGrainStorage OpenGrainStorage(this RocksDbEntityStore store, StorageSettings settings) => new(
        settings.ServiceId,
        new RocksDbGrainStorageOptions { DeleteStateOnClear = settings.DeleteStateOnClear, GrainStorageSerializer = settings.Serializer },
        store,
        ContractServices.Activators);

    /// <summary>Writes entities one after the other, each a group of its own in the log.</summary>
    internal static async Task WriteAsync(this RocksDbEntityStore store, int count, int headBytes = 200)
    {
        for (var i = 0; i < count; i++)
            await new EntityWriter(store.Entities, new EntityKey("thing", $"{i}")).WriteAsync(new string('h', headBytes));
    }

    internal static async Task<int> CountAsync(this RocksDbEntityStore store) => await store.Entities.ScanAsync("thing").CountAsync();
}
