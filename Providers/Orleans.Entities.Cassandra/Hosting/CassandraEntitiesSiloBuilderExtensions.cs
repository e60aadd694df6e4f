using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.Cassandra;
using Orleans.Entities.Cassandra.Schema;
using Orleans.Entities.RocksDb;

namespace Orleans.Hosting;

/// <summary>Keeps a silo's entities in Apache Cassandra.</summary>
public static class CassandraEntitiesSiloBuilderExtensions
{
    /// <summary>Keeps entities in Cassandra and their log in a folder, for one silo at a time.</summary>
    public static ISiloBuilder AddCassandraEntities(this ISiloBuilder builder, Action<CassandraEntityOptions> configure) =>
        builder.AddCassandraEntities(options => options.Configure(configure));

    /// <summary>Keeps entities in Cassandra and their log in a folder, for one silo at a time.</summary>
    public static ISiloBuilder AddCassandraEntities(this ISiloBuilder builder, Action<OptionsBuilder<CassandraEntityOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<CassandraEntityOptions>());
        services.AddTransient<IConfigurationValidator, CassandraEntityOptionsValidator>();
        services.AddCassandra(EntitySchema.Current, provider => provider.GetRequiredService<IOptions<CassandraEntityOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        // A silo has one folder of files: what else it keeps in some is beside the log.
        services.AddOptions<RocksDbEntityOptions>().Configure<IOptions<CassandraEntityOptions>>((files, entities) => files.Folder = entities.Value.LogFolder);
        services.AddSingleton(provider => new RocksDbEntityStore(
            provider.GetRequiredService<IOptions<RocksDbEntityOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RocksDbEntityStore>>()));
        services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Log);
        services.AddSingleton<DeferredEntityStore>();
        services.AddSingleton<IEntityStore>(provider => provider.GetRequiredService<DeferredEntityStore>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CassandraEntitiesLifecycle>();
        services.AddSingleton<IMovableStore, CassandraMovableStore>();
        return builder;
    }
}
