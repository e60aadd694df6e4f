using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Operators;

public sealed class InvariantTests
{
    [Fact]
    public async Task The_books_add_up_after_purchases_refusals_and_cancellations()
    {
        await using var marketplace = await TestMarketplace.StartAsync();
        var http = marketplace.Http;
        var shop = await Shop.OpenAsync(http, units: 10);
        await shop.BuyAsync(3);
        var cancelled = await shop.BuyAsync(2);
        await http.PostAsync($"/v1/orders/{cancelled}/cancel", "cancel", "{}");
        var cart = await shop.FillCartAsync(1);
        await http.PostAsync($"/v1/carts/{cart}/checkout", "declined", Shop.Checkout(Shop.DeclinedCard));
        await http.CreateAsync("/v1/vouchers/SIX-OFF", """{"discount":{"amount":"6","currency":"BRL"},"limit":1}""");
        var with = await http.PostAsync($"/v1/carts/{cart}/checkout", "with-a-voucher", Shop.CheckoutWith("SIX-OFF"));
        await http.PostAsync($"/v1/orders/{with.Json["orderId"]}/cancel", "cancel", "{}");
        await Eventually.HoldsAsync(async () => (await http.ReadAsync("/v1/vouchers/SIX-OFF")).Json["uses"]!.GetValue<int>() == 0);
        cart = await shop.FillCartAsync(1);
        await http.PostAsync($"/v1/carts/{cart}/checkout", "again-with-it", Shop.CheckoutWith("SIX-OFF"));

        await Eventually.HoldsAsync(async () =>
        {
            var now = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;
            return now["stock"]!["reserved"]!.GetValue<int>() == 0 && now["orders"]!["refunded"]?.GetValue<int>() == 2 && now["holds"]!.GetValue<bool>();
        });
        var report = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;

        Assert.Empty(report["violations"]!.AsArray());
        Assert.Equal(2, report["orders"]!["paid"]!.GetValue<int>());
        Assert.Equal(1, report["orders"]!["paymentFailed"]!.GetValue<int>());
        Assert.Equal(2, report["captures"]!["count"]!.GetValue<int>());
        Assert.Equal(2, report["captures"]!["repaid"]!.GetValue<int>());
        Assert.Equal((1, 1), (report["vouchers"]!["count"]!.GetValue<int>(), report["vouchers"]!["uses"]!.GetValue<int>()));
        Assert.Equal(34.50m + 5.50m, decimal.Parse(report["captures"]!["amounts"]![0]!["amount"]!.GetValue<string>(), null));
        Assert.Equal((6, 4), (report["stock"]!["onHand"]!.GetValue<int>(), report["stock"]!["sold"]!.GetValue<int>()));
        Assert.Equal(2, report["openPackages"]!.GetValue<int>());
    }
}
