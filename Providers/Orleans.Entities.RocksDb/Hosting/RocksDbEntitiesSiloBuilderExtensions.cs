using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Hosting;

/// <summary>Keeps a silo's entities in a folder of RocksDB files.</summary>
public static class RocksDbEntitiesSiloBuilderExtensions
{
    /// <summary>Keeps entities and their log in one folder. The silo opens it first of all and closes it last.</summary>
    public static ISiloBuilder AddRocksDbEntities(this ISiloBuilder builder, Action<RocksDbEntityOptions> configure) =>
        builder.AddRocksDbEntities(options => options.Configure(configure));

    /// <summary>Keeps entities and their log in one folder. The silo opens it first of all and closes it last.</summary>
    public static ISiloBuilder AddRocksDbEntities(this ISiloBuilder builder, Action<OptionsBuilder<RocksDbEntityOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<RocksDbEntityOptions>());
        services.AddTransient<IConfigurationValidator, RocksDbEntityOptionsValidator>();
        services.AddSingleton(provider => new RocksDbEntityStore(
            provider.GetRequiredService<IOptions<RocksDbEntityOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<RocksDbEntityStore>>()));
        services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Entities);
        services.AddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Log);
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StoreLifecycle>();
        return builder;
    }
}
