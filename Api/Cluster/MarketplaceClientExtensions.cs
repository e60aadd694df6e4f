using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Marketplace.Silo.Cluster;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Health;
using Marketplace.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Marketplace.Api.Cluster;

/// <summary>The marketplace's client in a host, where the silos are elsewhere.</summary>
internal static class MarketplaceClientExtensions
{
    // What silos host is asked as often as who they are: the first silo of a service may come after the others.
    private static readonly TimeSpan LookForSilosEach = TimeSpan.FromSeconds(2);

    private static readonly string[] OfSilos = ["Orleans:GrainStorage", "Orleans:Reminders"];

    /// <summary>Adds a client that finds silos by <c>Orleans:Clustering</c>, and the gateway of <c>Marketplace:Payments</c>. It keeps nothing.</summary>
    /// <exception cref="ConfigurationRefusedException">The configuration makes no sense.</exception>
    public static void AddMarketplaceClient(this WebApplicationBuilder builder, Action<IClientBuilder> configure)
    {
        SiloShape.Apply(builder.Configuration);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddPaymentGateway(builder.Configuration, data: null);
        services.AddSingleton<IListingQueries, RemoteListingQueries>();
        services.AddSingleton<IOrderQueries, RemoteOrderQueries>();
        services.AddSingleton<ICustomerQueries, RemoteCustomerQueries>();
        services.AddSingleton<IDeliveryBoard, RemoteDeliveryBoard>();
        services.AddSingleton<ClusterConnection>();
        services.AddSingleton<IWorkHealth>(provider => provider.GetRequiredService<ClusterConnection>());
        services.AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<ClusterConnection>());

        var before = services.Count;
        services.AddOrleansClient(WithoutStorage(builder.Configuration), client =>
        {
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClientAnswers.Within);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = LookForSilosEach);
            client.Configure<TypeManagementOptions>(options => options.TypeMapRefreshInterval = LookForSilosEach);
            client.UseConnectionRetryFilter<JoinRetry>();
            client.AddOutgoingGrainCallFilter<CheckoutRetry>();
            client.AddOutgoingGrainCallFilter<RejectedCallRetry>();
            configure(client);
        });
        RunBeside(services, before);
    }

    // A client asks for providers of storage and reminders too, when their sections are there; those belong to silos.
    private static IConfiguration WithoutStorage(IConfiguration configuration) => new ConfigurationBuilder()
        .AddInMemoryCollection(configuration.AsEnumerable().Where(static entry => !OfSilos.Any(section => entry.Key.StartsWith(section, StringComparison.OrdinalIgnoreCase))))
        .Build();

    // Of the services that Orleans added the one that a host starts is the client.
    private static void RunBeside(IServiceCollection services, int before)
    {
        services.Remove(services.Skip(before).Single(service => service.ServiceType == typeof(IHostedService)));
        services.AddHostedService<ClusterClientService>();
    }
}
