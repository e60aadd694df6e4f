using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Orders.Vouchers;

public sealed class VoucherGrainTests
{
    private static readonly VoucherTerms OneOrder = new() { Percent = 10, Limit = 1 };

    [Fact]
    public async Task A_use_of_an_order_that_never_came_is_given_back()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var shop = new Shop(silo);
        await shop.IssueAsync("abandoned", OneOrder);
        await shop.Voucher("abandoned").UseAsync(new UseVoucher("ord_never", 1));

        silo.Time!.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, await UsesAsync(shop, "abandoned"));
        await silo.EventuallyAsync(async () => await UsesAsync(shop, "abandoned") == 0);

        Assert.NotNull(await shop.Voucher("abandoned").UseAsync(new UseVoucher("ord_never", 1)));
        Assert.Null(await shop.Voucher("abandoned").UseAsync(new UseVoucher("ord_another", 1)));
    }

    [Fact]
    public async Task What_was_used_before_a_restart_is_asked_about_though_nobody_calls_the_voucher()
    {
        await using var silo = await GrainsFixture.StartAsync();
        var shop = new Shop(silo);
        await shop.IssueAsync("lost", OneOrder);
        await shop.Voucher("lost").UseAsync(new UseVoucher("ord_never", 1));

        await silo.RestartAsync();

        await silo.EventuallyAsync(async () => await UsesAsync(shop, "lost") == 0);
    }

    [Fact]
    public async Task A_use_is_counted_as_long_as_its_order_waits_for_its_payment_and_kept_when_the_news_is_lost()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var shop = new Shop(silo);
        await shop.OfferAsync("a", 10);
        await shop.IssueAsync("waiting", OneOrder);
        await shop.AddAsync("cart", "a");
        var order = (await shop.CheckOutAsync("cart", "k1", PaymentPlans.Pending, vouchers: "waiting")).Order!.OrderId;

        for (var minute = 0; minute < 5; minute++)
        {
            silo.Time!.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20);
            Assert.Equal(1, await UsesAsync(shop, "waiting"));
        }

        silo.Gateway.Decide(order, Interfaces.Payments.PaymentState.Captured);
        await silo.EventuallyAsync(async () => (await shop.Order(order).GetAsync())!.PaidAt is not null);
        await Shop.ForgetAsync(shop.Voucher("waiting"));
        silo.Time!.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(RefusalCodes.VoucherUsedUp, (await shop.Voucher("waiting").UseAsync(new UseVoucher("ord_another", 1)))!.Code);
        Assert.Equal(1, await UsesAsync(shop, "waiting"));
    }

    [Fact]
    public async Task Orders_at_once_never_use_more_than_the_limit_and_what_they_give_back_is_had_by_others()
    {
        // While the clock stands still no order is asked about: what was sent arrives first.
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var shop = new Shop(silo);
        await shop.IssueAsync("raced", OneOrder with { Limit = 100 });

        var kept = await Task.WhenAll(Enumerable.Range(0, 400).Select(order => RunAsync(shop.Voucher("raced"), order)));

        var uses = kept.Count(isKept => isKept);
        Assert.InRange(uses, 1, 100);
        await silo.EventuallyAsync(async () => await UsesAsync(shop, "raced") == uses);
        var others = await Task.WhenAll(Enumerable.Range(0, 101 - uses).Select(order => shop.Voucher("raced").UseAsync(new UseVoucher($"ord_late_{order}", 1))));
        Assert.Equal(RefusalCodes.VoucherUsedUp, Assert.Single(others, refusal => refusal is not null)!.Code);
    }

    /// <summary>Whether it uses it for good. Everything is sent twice; two of three orders end.</summary>
    private static async Task<bool> RunAsync(IVoucherGrain voucher, int order)
    {
        var key = $"ord_{order}";
        var answers = await Task.WhenAll(Twice(() => voucher.UseAsync(new UseVoucher(key, 1))));
        if (order % 3 == 0 && answers.Contains(null))
        {
            await Task.WhenAll(Twice(() => voucher.KeepAsync(key)));
            return true;
        }

        // Some releases overtake a use that comes once more.
        await Task.WhenAll([.. Twice(() => voucher.ReleaseAsync(key)), voucher.UseAsync(new UseVoucher(key, 1)), voucher.KeepAsync(key)]);
        await voucher.ReleaseAsync(key);
        return false;
    }

    private static Task<T>[] Twice<T>(Func<Task<T>> call) => [call(), call()];

    private static Task[] Twice(Func<Task> call) => [call(), call()];

    private static async Task<long> UsesAsync(Shop shop, string voucher) => (await shop.Voucher(voucher).GetAsync())!.Uses;
}
