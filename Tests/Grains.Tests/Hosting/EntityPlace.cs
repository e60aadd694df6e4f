using Marketplace.Tests.Shared;
using Orleans.Configuration;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>Where a silo of the tests keeps its entities.</summary>
internal static class EntityPlace
{
    /// <summary>What gives a silo the chosen store, with what an earlier one kept there.</summary>
    /// <param name="folder">The silo's folder.</param>
    public static async Task<Action<ISiloBuilder>> OfAsync(string folder)
    {
        if (ChosenStore.Value == MarketplaceStore.Files)
            return silo => silo.AddRocksDbEntities(options => options.Folder = folder);
        var session = await StoreNode.SessionAsync();
        return silo => silo.AddCassandraEntities((CassandraEntityOptions options) =>
        {
            // Cassandra is waited for by its own clock, not by one that a test moves; and each silo of the tests is a cluster with a name of its own.
            (options.Session, options.Service) = (session, "grains");
            (options.Keyspace, options.Schema) = (StoreNode.KeyspaceOf(folder), CassandraSchemaMode.Create);
            options.LogFolder = folder;
        });
    }

    /// <summary>Takes out what is not in the folder.</summary>
    public static Task DropAsync(string folder)
        => ChosenStore.Value == MarketplaceStore.Files ? Task.CompletedTask : StoreNode.DropAsync(StoreNode.KeyspaceOf(folder));
}
