using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Carries out the transactions of the benchmark.</summary>
internal sealed class MarketplaceUser(
    HttpUser http, Routes routes, CartSession cart, SellerWork sellers, TransactionMix mix, long seed) : IVirtualUser
{
    public ValueTask RunAsync(Iteration iteration)
    {
        var random = new IterationRandom(seed, iteration.Number);
        return mix.Next(ref random) switch
        {
            Transaction.Checkout => cart.RunAsync(iteration, random, checksOut: true),
            Transaction.Abandon => cart.RunAsync(iteration, random, checksOut: false),
            Transaction.Dashboard => sellers.ReadDashboardAsync(iteration, random),
            Transaction.Price => sellers.ChangePriceAsync(iteration, random),
            Transaction.Replacement => sellers.ReplaceProductAsync(iteration, random),
            _ => DeliverAsync(iteration),
        };
    }

    public void Dispose() => http.Dispose();

    private async ValueTask DeliverAsync(Iteration iteration) =>
        iteration.Record(Operations.Delivery, await http.SendAsync(HttpMethod.Patch, routes.Shipment(iteration.Number), null));
}
