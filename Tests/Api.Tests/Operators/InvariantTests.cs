using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Operations;
using Marketplace.Silo.Operations.Invariants;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

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
            return now["stock"]!["reserved"]!.GetValue<int>() == 0 && now["orders"]!["refunded"]?.GetValue<int>() == 2 && now["holds"]?.GetValue<bool>() == true;
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

    [Fact]
    public async Task While_sales_go_on_nothing_is_said_to_hold_that_was_not_compared()
    {
        await using var marketplace = await TestMarketplace.StartAsync();
        var shop = await Shop.OpenAsync(marketplace.Http, units: 1_000_000);
        using var enough = new CancellationTokenSource();
        var buyers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await shop.BuyAsync();
        })).ToArray();

        JsonNode report = null!;
        await Eventually.HoldsAsync(async () =>
        {
            report = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;
            return !report["consistent"]!.GetValue<bool>();
        });
        await enough.CancelAsync();
        await Task.WhenAll(buyers);

        Assert.Empty(report["violations"]!.AsArray());
        Assert.True(report.AsObject().ContainsKey("holds"));
        Assert.Null(report["holds"]);
    }

    [Theory]
    [InlineData("stock")]
    [InlineData("shipments")]
    [InlineData("voucher")]
    public async Task What_never_stands_still_is_passed_over_and_the_report_says_so(string kind)
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Payments:Sandbox:SettleAfter=00:10:00");
        var shop = await Shop.OpenAsync(marketplace.Http);
        await shop.BuyAsync();
        await marketplace.Http.CreateAsync("/v1/vouchers/TEN-OFF", """{"percent":"10"}""");
        await marketplace.Http.PostAsync($"/v1/carts/{await shop.FillCartAsync(2)}/checkout", "late", Shop.Checkout(Shop.LateCard));
        await Eventually.HoldsAsync(async () =>
        {
            var now = (await marketplace.Operators.ReadAsync("/operations/invariants")).Json;
            return now["holds"]?.GetValue<bool>() == true && now["openPackages"]!.GetValue<int>() == 1 && now["stock"]!["reserved"]!.GetValue<int>() == 2;
        });
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var report = await CheckerOf(marketplace.Services, kind).CheckAsync(null, giveUp.Token);

        Assert.Equal((false, null), (report.Consistent, report.Holds));
        Assert.Empty(report.Violations);
        Assert.Equal((2, 1), (report.Stock.Reserved, report.OpenPackages));
    }

    private static InvariantChecker CheckerOf(IServiceProvider services, string restless) => new(
        new EntityReader(new RestlessStore(services.GetRequiredService<IEntityStore>(), restless), services),
        services.GetRequiredService<IEventLog>(),
        services.GetRequiredService<ISandboxGateway>(),
        services.GetRequiredService<IGrainFactory>());
}
