using Marketplace.ReadModels.Hosting;
using Marketplace.Silo.Cluster;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Operations;

namespace Marketplace.Silo.Hosting;

/// <summary>The marketplace's silo in a host.</summary>
public static class MarketplaceSiloExtensions
{
    /// <summary>
    /// Adds a silo with the marketplace's grains, read models and payment gateway, with the providers that the configuration names:
    /// <c>Orleans:*</c>, <c>Marketplace:DataDirectory</c>, <c>Marketplace:Payments:*</c>, <c>Marketplace:Services</c>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">What else the silo gets.</param>
    /// <param name="withGateway">Whether it has clients in other processes.</param>
    /// <exception cref="ConfigurationRefusedException">The configuration makes no sense.</exception>
    public static IHostApplicationBuilder AddMarketplaceSilo(
        this IHostApplicationBuilder builder, Action<ISiloBuilder>? configure = null, bool withGateway = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SiloShape.Apply(builder.Configuration);
        var data = DataDirectory.Open(builder.Configuration);

        // By a factory, so that the container gives the folder up when it is done.
        builder.Services.AddSingleton(_ => data);

        builder.Services.AddPaymentGateway(builder.Configuration, data);

        builder.Services.AddSingleton(ConfiguredFailPoint.Read(builder.Configuration));
        builder.Services.AddSiloOperations();
        builder.UseOrleans(silo =>
        {
            SiloShape.ConfigureEndpoints(silo, withGateway);
            if (PodSettings.Read(silo.Configuration))
                silo.UseKubernetesHosting();
            silo.UseConfiguredEntities();
            var hosted = ServiceSettings.Read(builder.Configuration);
            silo.AddMarketplaceGrains(hosted);
            silo.AddReadModels(data.ReadModels, hosted);
            HostedServices.Limit(silo, hosted);
            if (withGateway)
            {
                ActivationBalance.Keep(silo, hosted);
                silo.AddOrderlyDeparture();
            }

            configure?.Invoke(silo);
        });
        return builder;
    }
}
