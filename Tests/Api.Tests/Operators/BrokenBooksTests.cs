using System.Net;
using Marketplace.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Api.Tests.Operators;

/// <summary>Books that do not add up are told: what is stored of one entity is taken away or set back, and all that belongs to it misses it.</summary>
public sealed class BrokenBooksTests : IAsyncLifetime
{
    private static readonly ReadOnlyMemory<byte> Nothing = ReadOnlyMemory<byte>.Empty;

    private TestMarketplace _marketplace = null!;
    private Shop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _marketplace = await TestMarketplace.StartAsync(null, "--Marketplace:Payments:Sandbox:SettleAfter=00:10:00");
        _shop = await Shop.OpenAsync(_marketplace.Http, units: 9);
    }

    public ValueTask DisposeAsync() => _marketplace.DisposeAsync();

    [Fact]
    public async Task A_paid_order_that_is_gone_is_missed_by_its_payment_its_units_and_its_package()
    {
        var order = await _shop.BuyAsync(2);
        await SettledAsync();

        await ChangeAsync(new("order", order), Nothing);

        await AssertBrokenAsync("package.orphan", "payment.orphan", "stock.sold");
    }

    [Fact]
    public async Task An_order_that_is_gone_before_its_payment_is_decided_is_missed_by_both_that_wait_for_it()
    {
        var order = await AwaitPaymentAsync();

        await ChangeAsync(new("order", order), Nothing);

        await AssertBrokenAsync("payment.pending", "stock.orphan");
    }

    [Fact]
    public async Task A_reservation_that_is_gone_is_missed_by_the_item_s_count()
    {
        var order = await AwaitPaymentAsync();

        await ChangeAsync(new("stock", $"{_shop.Seller}/{Shop.Product}"), null, new RowKey("living", order + "#0"));

        await AssertBrokenAsync("stock.reserved");
    }

    [Fact]
    public async Task A_package_that_is_gone_is_missed_by_its_order_and_by_the_dashboard()
    {
        var order = await _shop.BuyAsync(2);
        await SettledAsync();

        await ChangeAsync(new("shipments", _shop.Seller), null, new RowKey("open", "0000000000000001"), new RowKey("orders", order));

        await AssertBrokenAsync("dashboard.totals", "package.missing");
    }

    [Fact]
    public async Task A_repaid_order_that_is_paid_again_has_neither_its_money_nor_its_units()
    {
        var order = await _shop.BuyAsync(2);
        await SettledAsync();
        var paid = await Store.OpenAsync(new("order", order));
        await _marketplace.Http.PostAsync($"/v1/orders/{order}/cancel", "cancel", "{}");
        await Eventually.HoldsAsync(async () =>
            (await _marketplace.Http.ReadAsync($"/v1/orders/{order}")).Json["status"]!.GetValue<string>() == "refunded");

        await ChangeAsync(new("order", order), paid.Head);

        await AssertBrokenAsync("payment.amount", "payment.repaid", "stock.sold");
    }

    [Fact]
    public async Task A_use_that_is_gone_is_missed_by_its_order_and_by_the_voucher_s_count()
    {
        var order = await BuyWithVoucherAsync();

        await ChangeAsync(new("voucher", "TEN-OFF"), null, new RowKey("uses", order));

        await AssertBrokenAsync("voucher.missing", "voucher.uses");
    }

    [Fact]
    public async Task A_voucher_that_is_gone_is_missed_by_its_order()
    {
        await BuyWithVoucherAsync();

        await ChangeAsync(new("voucher", "TEN-OFF"), Nothing);

        await AssertBrokenAsync("voucher.missing");
    }

    [Fact]
    public async Task An_order_that_is_gone_is_missed_by_its_use()
    {
        var order = await BuyWithVoucherAsync();

        await ChangeAsync(new("order", order), Nothing);

        await AssertBrokenAsync("package.orphan", "payment.orphan", "stock.sold", "voucher.orphan");
    }

    private IEntityStore Store => _marketplace.Services.GetRequiredService<IEntityStore>();

    private async Task<string> AwaitPaymentAsync()
    {
        var cart = await _shop.FillCartAsync(2);
        var answer = await _marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "late", Shop.Checkout(Shop.LateCard));
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        return answer.Json["orderId"]!.GetValue<string>();
    }

    private async Task<string> BuyWithVoucherAsync()
    {
        await _marketplace.Http.CreateAsync("/v1/vouchers/TEN-OFF", """{"percent":"10"}""");
        var cart = await _shop.FillCartAsync(2);
        var answer = await _marketplace.Http.PostAsync($"/v1/carts/{cart}/checkout", "with-a-voucher", Shop.CheckoutWith("TEN-OFF"));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        await SettledAsync();
        return answer.Json["orderId"]!.GetValue<string>();
    }

    // Sellers and items hear of an order a moment after its buyer.
    private Task SettledAsync() => Eventually.HoldsAsync(async () =>
    {
        var report = (await _marketplace.Operators.ReadAsync("/operations/invariants")).Json;
        return report["holds"]?.GetValue<bool>() == true && report["openPackages"]!.GetValue<int>() == 1 && report["stock"]!["reserved"]!.GetValue<int>() == 0;
    });

    private async Task ChangeAsync(EntityKey entity, ReadOnlyMemory<byte>? head, params RowKey[] gone)
    {
        var present = await Store.OpenAsync(entity);
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(new EntityCommit
        {
            Key = entity,
            ExpectedVersion = present.Version,
            ExpectedWriteId = present.WriteId,
            WriteId = Guid.NewGuid(),
            Head = head,
            Deletes = gone,
            Time = TimeProvider.System.GetUtcNow(),
        }));
    }

    private async Task AssertBrokenAsync(params string[] invariants)
    {
        var report = (await _marketplace.Operators.ReadAsync("/operations/invariants")).Json;

        Assert.False(report["holds"]!.GetValue<bool>());
        Assert.Equal(invariants, report["violations"]!.AsArray().Select(violation => violation!["invariant"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
    }
}
