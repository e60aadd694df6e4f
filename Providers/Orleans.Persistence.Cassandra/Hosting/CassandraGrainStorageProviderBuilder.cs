using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Cassandra;
using Orleans.Providers;
using Orleans.Storage;

[assembly: RegisterProvider("Cassandra", "GrainStorage", "Silo", typeof(Orleans.Hosting.CassandraGrainStorageProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies a section <c>Orleans:GrainStorage:{name}</c> when its <c>ProviderType</c> is <c>Cassandra</c>.</summary>
internal sealed class CassandraGrainStorageProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    private const string SerializerKey = "SerializerKey";

    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddCassandraGrainStorage(name ?? ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, options => options.Configure<IServiceProvider>((values, services) =>
        {
            values.BindConnection(configurationSection, services);
            values.DeleteStateOnClear = configurationSection.GetValue(nameof(values.DeleteStateOnClear), values.DeleteStateOnClear);
            values.MaxStateBytes = configurationSection.GetValue(nameof(values.MaxStateBytes), values.MaxStateBytes);
            if (configurationSection[SerializerKey] is { Length: > 0 } key)
                values.GrainStorageSerializer = SerializerOf(services, configurationSection, key);
        }));

    private static IGrainStorageSerializer SerializerOf(IServiceProvider services, IConfigurationSection section, string key) =>
        services.GetKeyedService<IGrainStorageSerializer>(key) ?? throw new OrleansConfigurationException(
            $"{section.Path}:{SerializerKey} is '{key}', and no serializer is registered under it: register an {nameof(IGrainStorageSerializer)} with this key, or leave it out.");
}
