using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Operators;

public sealed class OpenWorkTests
{
    [Fact]
    public async Task Unfinished_orders_are_listed_page_by_page_to_the_last()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Payments:Sandbox:SettleAfter=00:10:00");
        var shop = await Shop.OpenAsync(marketplace.Http, units: 50);
        var orders = new List<string>();
        for (var number = 0; number < 7; number++)
        {
            var cart = await shop.FillCartAsync(1);
            var placed = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", $"late-{number}", Shop.Checkout(Shop.LateCard));
            orders.Add(placed.Json["orderId"]!.GetValue<string>());
        }

        var (listed, pages) = (new List<string>(), new List<int>());
        var next = "";
        do
        {
            var page = (await marketplace.Operators.ReadAsync($"/operations/orders/unfinished?limit=3{next}")).Json;
            pages.Add(page["items"]!.AsArray().Count);
            listed.AddRange(page["items"]!.AsArray().Select(order => order!["id"]!.GetValue<string>()));
            next = page["next"] is { } after ? $"&after={Uri.EscapeDataString(after.GetValue<string>())}" : null;
        }
        while (next is not null);

        Assert.Equal([3, 3, 1], pages);
        Assert.Equal(orders.Order(StringComparer.Ordinal), listed);
        Assert.Null((await marketplace.Operators.ReadAsync("/operations/orders/unfinished?limit=7")).Json["next"]);
    }

    [Fact]
    public async Task An_unfinished_order_is_shown_and_pushing_it_again_and_again_is_harmless()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Payments:Sandbox:SettleAfter=00:00:04");
        var shop = await Shop.OpenAsync(marketplace.Http, units: 5);
        var cart = await shop.FillCartAsync(2);
        var placed = await marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "late", Shop.Checkout(Shop.LateCard));
        var order = placed.Json["orderId"]!.GetValue<string>();

        var open = (await marketplace.Operators.ReadAsync("/operations/orders/unfinished")).Json["items"]!.AsArray();
        var pushes = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => marketplace.Operators.AskAsync(HttpMethod.Post, $"/operations/orders/{order}/push")));

        Assert.Equal(HttpStatusCode.Accepted, placed.Status);
        Assert.Equal(order, Assert.Single(open)!["id"]!.GetValue<string>());
        Assert.Equal("awaitingPayment", open[0]!["head"]!["status"]!.GetValue<string>());
        Assert.All(pushes, push => Assert.Equal(HttpStatusCode.Accepted, push.Status));
        await Eventually.HoldsAsync(async () =>
        {
            // What its own back-off would ask for only later.
            await marketplace.Operators.AskAsync(HttpMethod.Post, $"/operations/orders/{order}/push");
            return (await marketplace.Http.ReadAsync($"/v1/orders/{order}")).Json["status"]!.GetValue<string>() == "paid";
        });
        await Eventually.HoldsAsync(async () =>
            (await marketplace.Operators.ReadAsync("/operations/orders/unfinished")).Json["items"]!.AsArray().Count == 0);
        await Eventually.HoldsAsync(async () => (await marketplace.Http.ReadAsync(shop.StockPath)).Json["reserved"]!.GetValue<int>() == 0);
        var books = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;
        Assert.Empty(books["violations"]!.AsArray().Select(violation => violation!.ToJsonString()));
        Assert.Equal((1, 2), (books["captures"]!["count"]!.GetValue<int>(), books["stock"]!["sold"]!.GetValue<int>()));
    }
}
