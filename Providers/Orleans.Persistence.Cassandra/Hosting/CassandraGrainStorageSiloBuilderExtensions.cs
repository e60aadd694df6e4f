using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Keeps grain state in Cassandra.</summary>
public static class CassandraGrainStorageSiloBuilderExtensions
{
    /// <summary>Keeps the state of grains that name no storage in Cassandra.</summary>
    public static ISiloBuilder AddCassandraGrainStorageAsDefault(this ISiloBuilder builder, Action<CassandraGrainStorageOptions> configure) =>
        builder.AddCassandraGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configure);

    /// <summary>Keeps the state of grains that name this storage in Cassandra.</summary>
    public static ISiloBuilder AddCassandraGrainStorage(this ISiloBuilder builder, string name, Action<CassandraGrainStorageOptions> configure) =>
        builder.AddCassandraGrainStorage(name, options => options.Configure(configure));

    /// <summary>Keeps the state of grains that name this storage in Cassandra.</summary>
    public static ISiloBuilder AddCassandraGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<CassandraGrainStorageOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        configure(services.AddOptions<CassandraGrainStorageOptions>(name));
        services.TryAddEnumerable(ServiceDescriptor.Transient<
            IPostConfigureOptions<CassandraGrainStorageOptions>, DefaultStorageProviderSerializerOptionsConfigurator<CassandraGrainStorageOptions>>());
        services.ConfigureNamedOptionForLogging<CassandraGrainStorageOptions>(name);
        services.AddTransient<IConfigurationValidator>(provider => new CassandraGrainStorageOptionsValidator(OptionsOf(provider, name), name));
        services.AddCassandra(StateSchema.Instance, provider => OptionsOf(provider, name));
        services.AddGrainStorage(name, Create);
        return builder;
    }

    private static CassandraGrainStorageOptions OptionsOf(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<CassandraGrainStorageOptions>>().Get(name);

    private static CassandraGrainStorage Create(IServiceProvider services, string name)
    {
        var (options, stores) = (OptionsOf(services, name), services.GetRequiredService<CassandraStores>());
        var service = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId;
        return new CassandraGrainStorage(
            name,
            options,
            async cancellationToken => await CassandraStateTable.OpenAsync(
                await stores.OpenAsync(options, StateSchema.Instance, cancellationToken), service, cancellationToken),
            services.GetRequiredService<IActivatorProvider>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILogger<CassandraGrainStorage>>());
    }
}
