using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.Cassandra;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Hosting;

/// <summary>Keeps a silo's entities in Apache Cassandra.</summary>
public static class CassandraEntitiesSiloBuilderExtensions
{
    /// <summary>
    /// Keeps entities in Cassandra. Their events go to the <see cref="IEventAppender"/> that the silo has already: a log that silos share; else
    /// to a log in a folder, for one silo at a time.
    /// </summary>
    public static ISiloBuilder AddCassandraEntities(this ISiloBuilder builder, Action<CassandraEntityOptions> configure) =>
        builder.AddCassandraEntities(options => options.Configure(configure));

    /// <inheritdoc cref="AddCassandraEntities(ISiloBuilder, Action{CassandraEntityOptions})"/>
    public static ISiloBuilder AddCassandraEntities(this ISiloBuilder builder, Action<OptionsBuilder<CassandraEntityOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<CassandraEntityOptions>());
        services.AddTransient<IConfigurationValidator, CassandraEntityOptionsValidator>();
        services.AddCassandra(EntitySchema.Current, provider => provider.GetRequiredService<IOptions<CassandraEntityOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        var isShared = services.Any(service => service.ServiceType == typeof(IEventAppender));
        if (!isShared)
            builder.AddLogFolder();
        if (services.Any(service => service.ServiceType == typeof(IMovableLog)))
            services.AddSingleton<IMovableStore, CassandraMovableStore>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EntityOwnership>(provider, isShared));
        services.AddSingleton<DeferredEntityStore>();
        services.AddSingleton<IEntityStore>(provider => provider.GetRequiredService<DeferredEntityStore>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CassandraEntitiesLifecycle>();
        return builder;
    }

    // A silo has one folder of files: what else it keeps in some is beside the log.
    private static void AddLogFolder(this ISiloBuilder builder)
    {
        builder.Services.AddTransient<IConfigurationValidator, LogFolderValidator>();
        builder.AddRocksDbEventLog(
            log => log.Configure<IOptions<CassandraEntityOptions>>((files, entities) => files.Folder = entities.Value.LogFolder));
    }
}
