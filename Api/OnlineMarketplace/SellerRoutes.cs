using Marketplace.Api.Http;
using Marketplace.Api.OnlineMarketplace.Documents;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Queries;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>What sellers do.</summary>
internal sealed class SellerRoutes(IGrainFactory grains, IDeliveryBoard board, OnlineMarketplaceSpace spaces)
{
    // Totals and entries are of one version only within one answer, so all entries go into it, or none.
    private const int AllEntries = 100_000;
    private const string TooManyEntries = "The seller has more than 100,000 undelivered packages, which one answer does not hold. Deliver some first.";

    public async Task ChangePriceAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http, CamelCaseJson.Default.PriceDocument);
        var price = DocumentChecks.Amount("price", body.Price);
        var catalog = grains.At<ICatalogGrain>((await spaces.GetAsync()).Key(DocumentChecks.Id("sellerId", body.SellerId)));
        var outcome = await catalog.ChangePriceAsync(DocumentChecks.Id("productId", body.ProductId), price, Precondition.None);
        EmptyAnswers.Answer(http, outcome.Refusal, StatusCodes.Status202Accepted);
    }

    public async Task DashboardAsync(HttpContext http)
    {
        var seller = DocumentChecks.Id(http, "sellerId");
        var space = await spaces.GetAsync();
        var dashboard = await Shipments(space, seller).DashboardAsync(null, AllEntries);

        // Who has ever had a package is a seller; who has not may be one that nobody loaded.
        if (dashboard.Version == 0 && await grains.At<ISellerGrain>(space.Loaded.Key(seller)).GetAsync() is null)
            await ProblemWriter.WriteAsync(http, Refusals.NotFound("seller", "sellerId"));
        else if (dashboard.Next is not null)
            await ProblemWriter.WriteAsync(http, new(StatusCodes.Status409Conflict, RefusalCodes.StateConflict, TooManyEntries));
        else
            await JsonAnswer.WriteAsync(http, DashboardDocuments.Of(seller, dashboard), SnakeCaseJson.Default.DashboardDocument);
    }

    public async Task DeliverAsync(HttpContext http)
    {
        DocumentChecks.Transaction("tid", (string?)http.GetRouteValue("tid"));
        var space = await spaces.GetAsync();
        var sellers = await board.TakeOldestAsync(space, IDeliveryBoard.MaxSellers);
        var deliveries = new Task<Package?>[sellers.Length];
        for (var i = 0; i < deliveries.Length; i++)
            deliveries[i] = Shipments(space, sellers[i]).DeliverOldestAsync();
        await Task.WhenAll(deliveries);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private IShipmentsGrain Shipments(KeySpace space, string sellerId) => grains.At<IShipmentsGrain>(space.Key(sellerId));
}
