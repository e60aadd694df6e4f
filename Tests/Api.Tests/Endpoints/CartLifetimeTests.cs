using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class CartLifetimeTests
{
    [Fact]
    public async Task A_cart_that_nobody_touches_is_emptied_by_itself()
    {
        await using var marketplace = await TestMarketplace.StartAsync(
            null, "--Marketplace:Carts:Lifetime=00:00:02", "--Marketplace:Carts:SweepPeriod=00:00:00.2");
        var shop = await Shop.OpenAsync(marketplace.Http);
        var cart = await shop.FillCartAsync(2);

        // Operators read what is stored; asking for the cart itself would touch it.
        Assert.Single(await LinesAsync(marketplace, cart));
        await Eventually.HoldsAsync(async () => (await LinesAsync(marketplace, cart)).Count == 0);

        Assert.Empty((await marketplace.Http.ReadAsync($"/v1/carts/{cart}")).Json["items"]!.AsArray());
    }

    private static async Task<JsonArray> LinesAsync(TestMarketplace marketplace, string cart)
        => (await marketplace.Operators.ReadAsync($"/operations/entities/cart/{cart}")).Json["rows"]!["lines"]!.AsArray();
}
