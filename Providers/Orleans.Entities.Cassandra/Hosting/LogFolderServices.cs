using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra;

/// <summary>A log in a folder, for a silo that shares it with no other.</summary>
internal static class LogFolderServices
{
    public static void AddLogFolder(this IServiceCollection services)
    {
        services.AddTransient<IConfigurationValidator, LogFolderValidator>();

        // A silo has one folder of files: what else it keeps in some is beside the log.
        services.AddOptions<RocksDbEntityOptions>().Configure<IOptions<CassandraEntityOptions>>((files, entities) => files.Folder = entities.Value.LogFolder);
        services.AddSingleton(provider => new RocksDbEntityStore(
            provider.GetRequiredService<IOptions<RocksDbEntityOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RocksDbEntityStore>>()));
        services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Log);
        services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Appender);
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LogFolderLifecycle>();
        services.AddSingleton<IMovableStore, CassandraMovableStore>();
    }
}
