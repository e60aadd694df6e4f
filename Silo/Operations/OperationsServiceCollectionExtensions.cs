using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Health;
using Marketplace.Silo.Operations.Invariants;
using Orleans.Entities;

namespace Marketplace.Silo.Operations;

/// <summary>What operators ask of a silo.</summary>
internal static class OperationsServiceCollectionExtensions
{
    public static IServiceCollection AddSiloOperations(this IServiceCollection services)
    {
        services.AddHealthChecks().AddOrleansCassandra();
        services.AddSingleton<SiloHealth>().AddSingleton<IWorkHealth>(provider => provider.GetRequiredService<SiloHealth>());
        services.AddSingleton<EntityKinds>();
        services.AddSingleton(provider => new EntityInspector(
            provider.GetRequiredService<IEntityStore>(),
            provider.GetRequiredService<IEventLog>(),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<EntityKinds>()));
        services.AddSingleton(provider => new InvariantChecker(
            new EntityReader(provider.GetRequiredService<IEntityStore>(), provider),
            provider.GetRequiredService<IEventLog>(),
            provider.GetRequiredService<ISandboxGateway>(),
            provider.GetRequiredService<IGrainFactory>()));
        return services;
    }
}
