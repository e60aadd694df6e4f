using Marketplace.Grains.Catalog;
using Marketplace.Grains.Common;
using Marketplace.Grains.Hosting;
using Marketplace.Grains.Interfaces;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Shipments;
using Marketplace.Grains.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>The marketplace's grains on a silo.</summary>
public static class MarketplaceSiloBuilderExtensions
{
    /// <summary>
    /// Adds the grains of all services with what they need beside a store of entities, an event log and a
    /// <see cref="Marketplace.Grains.Interfaces.Payments.IPaymentGateway"/>. The process's clock, which is the registered
    /// <see cref="TimeProvider"/> or the system's, does not go back from here on.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="hosted">Which services it hosts: what the others need in their process is left out.</param>
    public static ISiloBuilder AddMarketplaceGrains(this ISiloBuilder builder, MarketplaceServices hosted = MarketplaceServices.All)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.UseSteadyClock();
        services.AddMetrics();
        services.AddEntityEvents(MarketplaceEvents.Default);
        builder.AddEntities();
        services.AddCartsAndOrders();

        // Orders leave memory a minute after they end; the collector has to look more often than that.
        services.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(15));

        services.AddOptions<StockOptions>()
            .BindConfiguration("Marketplace:Stock")
            .Validate(
                options => options.AskAfter > TimeSpan.Zero && options.AskAfter <= TimeSpan.FromDays(1),
                "Marketplace:Stock:AskAfter must be more than zero and at most a day, for instance 00:01:00.")
            .ValidateOnStart();
        services.AddSingleton<StockMetrics>();

        if (hosted.HasFlag(MarketplaceServices.Carts))
        {
            builder.AddProjection<CatalogReplica>();
            services.AddSingleton<ICatalogReplica>(provider => provider.GetRequiredService<CatalogReplica>());
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CatalogReplicaWatch>();
        }

        // Their readers find their place on any silo, and call grains wherever those are.
        builder.AddEventDispatcher<StockNewsDispatcher>();
        builder.AddEventDispatcher<ShipmentsDispatcher>();
        return builder;
    }

    private static void UseSteadyClock(this IServiceCollection services)
    {
        var clock = services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider) && !service.IsKeyedService);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(new SteadyClock(clock?.ImplementationInstance as TimeProvider ?? TimeProvider.System));
    }
}
