using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Keeps grain state in a folder of RocksDB files.</summary>
public static class RocksDbGrainStorageSiloBuilderExtensions
{
    /// <summary>Keeps the state of grains that name no storage in the silo's folder.</summary>
    public static ISiloBuilder AddRocksDbGrainStorageAsDefault(this ISiloBuilder builder, Action<RocksDbGrainStorageOptions>? configure = null) =>
        builder.AddRocksDbGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configure);

    /// <summary>Keeps the state of grains that name this storage in the silo's folder, beside the entities if it has any.</summary>
    public static ISiloBuilder AddRocksDbGrainStorage(this ISiloBuilder builder, string name, Action<RocksDbGrainStorageOptions>? configure = null) =>
        builder.AddRocksDbGrainStorage(name, options => options.Configure(configure ?? (_ => { })));

    /// <summary>Keeps the state of grains that name this storage in the silo's folder, beside the entities if it has any.</summary>
    public static ISiloBuilder AddRocksDbGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<RocksDbGrainStorageOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<RocksDbGrainStorageOptions>(name));
        services.TryAddEnumerable(ServiceDescriptor.Transient<
            IPostConfigureOptions<RocksDbGrainStorageOptions>, DefaultStorageProviderSerializerOptionsConfigurator<RocksDbGrainStorageOptions>>());
        services.ConfigureNamedOptionForLogging<RocksDbGrainStorageOptions>(name);
        services.AddSharedFolder<RocksDbGrainStorageOptions>($"Orleans:GrainStorage:{name}", name, options => options.Folder);
        services.AddGrainStorage(name, Create);
        return builder;
    }

    private static RocksDbGrainStorage Create(IServiceProvider services, string name) => new(
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
        services.GetRequiredService<IOptionsMonitor<RocksDbGrainStorageOptions>>().Get(name),
        services.GetRequiredService<RocksDbEntityStore>(),
        services.GetRequiredService<IActivatorProvider>());
}
