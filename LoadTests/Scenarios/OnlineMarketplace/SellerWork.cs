using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>What sellers do: change prices, replace products, look at their dashboards.</summary>
/// <remarks>One user at a time changes a product, so that each change follows from the one before. Not thread-safe.</remarks>
internal sealed class SellerWork(HttpUser http, Routes routes, Catalogue catalogue)
{
    public async ValueTask ReadDashboardAsync(Iteration iteration, IterationRandom random)
    {
        var seller = catalogue.NextSeller(ref random);
        iteration.Record(Operations.Dashboard, await http.SendAsync(HttpMethod.Get, routes.Dashboard(seller), null));
    }

    public async ValueTask ChangePriceAsync(Iteration iteration, IterationRandom random)
    {
        // Of the price as loaded: percentages upon percentages would take the hot keys of a Zipf run beyond any price in a minute.
        var percent = random.Between(1, 9);
        var item = await HoldItemAsync(random);
        try
        {
            var product = item.Current with { Price = item.Loaded.Price * (100 + percent) / 100 };
            var body = http.Body.Write((product, iteration.Number), ProductBodies.WritePrice);
            var reply = await http.SendAsync(HttpMethod.Patch, routes.Product, body);
            iteration.Record(Operations.Price, reply);
            if (reply.Outcome == Outcome.Accepted) item.Replace(product);
        }
        finally
        {
            item.Release();
        }
    }

    public async ValueTask ReplaceProductAsync(Iteration iteration, IterationRandom random)
    {
        var item = await HoldItemAsync(random);
        try
        {
            var product = item.Current with { Version = TransactionId.ToText(iteration.Number) };
            var reply = await http.SendAsync(HttpMethod.Put, routes.Product, http.Body.Write(product, ProductBodies.WriteProduct));
            iteration.Record(Operations.Replacement, reply);
            if (reply.Outcome == Outcome.Accepted) item.Replace(product);
        }
        finally
        {
            item.Release();
        }
    }

    private async ValueTask<CatalogueItem> HoldItemAsync(IterationRandom random)
    {
        while (true)
        {
            var item = catalogue.NextItem(ref random);
            if (item.TryHold()) return item;
            // Those who hold an item need the thread to let go of it.
            await Task.Yield();
        }
    }
}
