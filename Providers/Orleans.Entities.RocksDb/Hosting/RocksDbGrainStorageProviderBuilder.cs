using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Storage;

[assembly: RegisterProvider("RocksDb", "GrainStorage", "Silo", typeof(Orleans.Hosting.RocksDbGrainStorageProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies a section <c>Orleans:GrainStorage:{name}</c> when its <c>ProviderType</c> is <c>RocksDb</c>.</summary>
internal sealed class RocksDbGrainStorageProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    private const string SerializerKey = "SerializerKey";

    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddRocksDbGrainStorage(name!, options => options.Bind(configurationSection).Configure<IServiceProvider>((values, services) =>
        {
            if (configurationSection[SerializerKey] is { Length: > 0 } key)
                values.GrainStorageSerializer = SerializerOf(services, configurationSection, key);
        }));

    private static IGrainStorageSerializer SerializerOf(IServiceProvider services, IConfigurationSection section, string key) =>
        services.GetKeyedService<IGrainStorageSerializer>(key) ?? throw new OrleansConfigurationException(
            $"{section.Path}:{SerializerKey} is '{key}', and no serializer is registered under it: register an {nameof(IGrainStorageSerializer)} with this key, or leave it out.");
}
