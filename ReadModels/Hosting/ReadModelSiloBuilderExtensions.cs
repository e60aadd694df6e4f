using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Marketplace.ReadModels.Catalog;
using Marketplace.ReadModels.Customers;
using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Shipments;
using Marketplace.ReadModels.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Marketplace.ReadModels.Hosting;

/// <summary>Query models on a silo.</summary>
public static class ReadModelSiloBuilderExtensions
{
    private const MarketplaceServices AskOrders = MarketplaceServices.Orders | MarketplaceServices.Shipments | MarketplaceServices.Customers;

    /// <summary>
    /// Builds the query models from the log, in files of this silo, and answers queries from them: by dependency injection in the
    /// silo's process (<see cref="IListingQueries"/>, <see cref="IOrderQueries"/>, <see cref="IPackageQueries"/>,
    /// <see cref="ICustomerQueries"/>, <see cref="IDeliveryBoard"/>) and by grains from afar.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="directory">The folder of the files; no other process may use it.</param>
    /// <param name="hosted">Which services the silo hosts: models that none of them asks are not built.</param>
    public static ISiloBuilder AddReadModels(this ISiloBuilder builder, string directory, MarketplaceServices hosted = MarketplaceServices.All)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<ReadModelOptions>(options => options.Directory = directory);
        builder.Services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add(typeof(ModelException).Namespace!));
        builder.Services.AddSingleton<DeliveryBoard>();
        builder.Services.AddSingleton<IDeliveryBoard>(services => services.GetRequiredService<DeliveryBoard>());
        builder.Services.AddSingleton<IListingQueries, ListingQueries>();
        builder.Services.AddSingleton<IOrderQueries, OrderQueries>();
        builder.Services.AddSingleton<IPackageQueries, PackageQueries>();
        builder.Services.AddSingleton<ICustomerQueries, CustomerQueries>();
        if (hosted.HasFlag(MarketplaceServices.Catalog))
            builder.AddProjection<ListingProjection>();
        if ((hosted & AskOrders) != MarketplaceServices.None)
            builder.AddProjection<OrderProjection>();
        return builder;
    }
}
