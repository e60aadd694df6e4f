using System.Diagnostics.Metrics;
using System.Text;
using Marketplace.Api.Cluster;
using Marketplace.Api.Endpoints.Carts;
using Marketplace.Api.Endpoints.Catalog;
using Marketplace.Api.Endpoints.Customers;
using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Endpoints.Sellers;
using Marketplace.Api.Endpoints.Shipments;
using Marketplace.Api.Endpoints.Stock;
using Marketplace.Api.Endpoints.Vouchers;
using Marketplace.Api.Http;
using Marketplace.Api.OnlineMarketplace;
using Marketplace.Api.OpenApi;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Health;
using Marketplace.Silo.Hosting;
using Marketplace.Silo.Logging;
using Marketplace.Silo.Operators;
using Marketplace.Silo.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Marketplace.Api.Hosting;

/// <summary>Puts the process together.</summary>
internal static class MarketplaceApp
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(8);

    public static WebApplication Build(string[] args, TextWriter output, StartGate gate)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = CommandLine.Read(args),
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "Marketplace.Api",
        });
        var configuration = builder.Configuration;
        builder.AddMarketplaceLogging(output, gate);
        var api = ApiOptions.Read(configuration);
        var operators = OperatorsOptions.Read(configuration);
        var telemetry = TelemetrySetup.Read(configuration);
        if (api.SiloInside)
            AddSilo(builder, operators, telemetry);
        else
            AddClient(builder, telemetry);

        var services = builder.Services;
        services.AddSingleton(api);
        services.AddSingleton<OrderReader>();
        services.AddSingleton<OrderWait>();
        services.AddSingleton(provider => new InFlightRequests(api.MaxRequestsInFlight, provider.GetRequiredService<IMeterFactory>()));
        services.AddOperators(operators);
        if (api.OnlineMarketplace)
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OnlineMarketplaceSpace>(provider, SiloShape.HasMembers(configuration))).AddHostedService(provider => provider.GetRequiredService<OnlineMarketplaceSpace>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        OpenApiSetup.Add(services);
        telemetry.AddTo(services);

        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls([.. api.Urls]);
        builder.WebHost.ConfigureKestrel(Limit);
        DrainingServer.Wrap(services);

        var app = builder.Build();
        if (api.SiloInside)
            app.Services.GetRequiredService<DataDirectory>();

        // Whoever asks whether the process lives must hear it also while others are turned away.
        app.UseWhen(static http => !http.Request.Path.StartsWithSegments("/health"), static app => app.UseMiddleware<InFlightLimit>());
        app.UseMiddleware<ProblemMiddleware>();
        if (!api.SiloInside)
            app.UseWhen(ClusterGate.Concerns, static app => app.UseMiddleware<ClusterGate>());
        app.UseRouting();
        HealthEndpoints.Map(app, app.Services);
        MapV1(app);
        OpenApiSetup.Map(app);
        if (api.OnlineMarketplace)
            OnlineMarketplaceEndpoints.Map(app, app.Services);
        return app;
    }

    private static void AddSilo(WebApplicationBuilder builder, OperatorsOptions operators, TelemetrySetup telemetry) => builder.AddMarketplaceSilo(silo =>
    {
        DashboardSetup.AddTo(silo, operators);
        if (telemetry.Traces)
            silo.AddActivityPropagation();
    });

    private static void AddClient(WebApplicationBuilder builder, TelemetrySetup telemetry) => builder.AddMarketplaceClient(client =>
    {
        if (telemetry.Traces)
            client.AddActivityPropagation();
    });

    private static void MapV1(WebApplication app)
    {
        var services = app.Services;
        var grains = services.GetRequiredService<IGrainFactory>();
        var orders = services.GetRequiredService<OrderReader>();
        var waiting = services.GetRequiredService<OrderWait>();
        var v1 = app.MapGroup("/v1");
        ListingEndpoint.Map(v1, services.GetRequiredService<IListingQueries>());
        CatalogEndpoints.Map(v1, grains);
        StockEndpoints.Map(v1, grains);
        CartEndpoints.Map(v1, grains);
        CheckoutEndpoint.Map(v1, grains, services.GetRequiredService<IPaymentGateway>(), waiting);
        OrderListEndpoint.Map(v1, services.GetRequiredService<IOrderQueries>());
        OrderEndpoints.Map(v1, grains, orders, waiting);
        PackageEndpoints.Map(v1, grains, orders, services.GetRequiredService<TimeProvider>());
        VoucherEndpoints.Map(v1, grains);
        SellerEndpoints.Map(v1, grains);
        CustomerEndpoints.Map(v1, grains);
        StandingEndpoint.Map(v1, grains, services.GetRequiredService<ICustomerQueries>());
    }

    // What a client can make the server keep, in bytes and in time, is bounded.
    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;

        // The server itself answers without a body what it cannot read. An id, a parameter or a header that is merely absurd gets as
        // far as the checks, which name it.
        kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }
}
