using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities;
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
        if (builder.Services.Any(service => service.ServiceType == typeof(IEventAppender)))
            throw new OrleansConfigurationException("Orleans:EventLog cannot be used with entities in files, which have their log in the same files: leave it out, or keep entities elsewhere.");
        configure(builder.Services.AddRocksDbStore());
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Entities);
        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<RocksDbEntityStore>().Log);
        builder.Services.TryAddSingleton<IMovableStore>(provider => new RocksDbMovableStore(provider.GetRequiredService<RocksDbEntityStore>()));
        return builder;
    }
}
