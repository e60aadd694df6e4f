using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Hosting;

/// <summary>The one store of a silo, which all that it keeps shares: one folder, one commit thread.</summary>
internal static class RocksDbStoreServices
{
    /// <summary>Adds the store, once. The silo opens it first of all and closes it last.</summary>
    internal static OptionsBuilder<RocksDbEntityOptions> AddRocksDbStore(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Transient<IConfigurationValidator, RocksDbEntityOptionsValidator>());
        services.TryAddSingleton(provider => new RocksDbEntityStore(
            provider.GetRequiredService<IOptions<RocksDbEntityOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<RocksDbEntityStore>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, StoreLifecycle>());
        return services.AddOptions<RocksDbEntityOptions>();
    }
}
