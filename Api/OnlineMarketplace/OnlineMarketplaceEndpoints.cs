using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Interfaces.Shipments.Queries;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>The HTTP contract of the Online Marketplace benchmark (arXiv 2403.12605), unchanged, under a prefix and in a key space of its own.</summary>
internal static class OnlineMarketplaceEndpoints
{
    public const string Prefix = "/online-marketplace";

    public static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var spaces = services.GetRequiredService<OnlineMarketplaceSpace>();
        var loading = new LoadingRoutes(grains, spaces);
        var carts = new CartRoutes(grains, services.GetRequiredService<IPaymentGateway>(), spaces);
        var sellers = new SellerRoutes(grains, services.GetRequiredService<IDeliveryBoard>(), spaces);

        var group = routes.MapGroup(Prefix).ExcludeFromDescription();
        void Map(string method, string pattern, RequestDelegate route)
            => group.MapMethods(pattern, [method], EmptyAnswers.WithoutBody(route));

        Map("POST", "/seller", loading.SellerAsync);
        Map("POST", "/customer", loading.CustomerAsync);
        Map("POST", "/product", loading.ProductAsync);
        Map("PUT", "/product", loading.ReplaceProductAsync);
        Map("POST", "/stock", loading.StockAsync);
        Map("PATCH", "/reset", loading.ResetAsync);
        Map("PATCH", "/cleanup", loading.ClearAsync);
        Map("PATCH", "/cart/{customerId}/add", carts.AddAsync);
        Map("PATCH", "/cart/{customerId}/seal", carts.SealAsync);
        Map("POST", "/cart/{customerId}/checkout", carts.CheckoutAsync);
        Map("GET", "/cart/{customerId}/history/{tid}", carts.HistoryAsync);
        Map("PATCH", "/product", sellers.ChangePriceAsync);
        Map("GET", "/seller/dashboard/{sellerId}", sellers.DashboardAsync);
        Map("PATCH", "/shipment/{tid}", sellers.DeliverAsync);
    }
}
