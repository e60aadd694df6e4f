using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class LastUseTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private const int Pairs = 200;

    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Of_two_orders_that_want_the_last_use_one_has_it_and_the_loser_never_undoes_it()
    {
        await _shop.OfferAsync("a", 10_000);

        await Rounds.RunAsync(Pairs, async (round, random) =>
        {
            var voucher = $"last-{round}";
            await _shop.IssueAsync(voucher, new VoucherTerms { Percent = 50, Limit = 1 });
            string[] carts = [$"one-{round}", $"two-{round}"];
            foreach (var cart in carts)
                await _shop.AddAsync(cart, "a");
            var plans = carts.Select(_ => random.Pick(PaymentPlans.Approve, PaymentPlans.Approve, PaymentPlans.Decline, PaymentPlans.LoseAnswer)).ToArray();
            var answers = new CheckoutAnswer?[2];

            await Rounds.AtOnceAsync(
                random,
                async () => answers[0] = await _shop.CheckOutAsync(carts[0], "k1", plans[0], vouchers: voucher),
                async () => answers[1] = await _shop.CheckOutAsync(carts[1], "k1", plans[1], vouchers: voucher),
                () => random.Next(3) == 0 ? _shop.CancelAsync(PublicId.OfOrder(carts[0], 0)) : Task.CompletedTask,
                () => random.Next(3) == 0 ? Shop.ForgetAsync(_shop.Voucher(voucher)) : Task.CompletedTask);

            Assert.True(answers.Count(answer => answer!.Order is { Status: OrderStatus.Paid }) <= 1);

            // Who was too late has a cart as it was and a key that is free.
            foreach (var (answer, cart) in answers.Zip(carts).Where(loser => loser.First!.Refusal?.Code == RefusalCodes.VoucherUsedUp))
                Assert.Equal(OrderStatus.Paid, (await _shop.CheckOutAsync(cart, "k1")).Order!.Status);
        });

        var orders = await ShopInvariants.CheckAsync(_shop, new Dictionary<string, long> { ["a"] = 10_000 });
        await fixture.EventuallyAsync(async () => await ShopInvariants.UnlikeAsync(
            _shop, orders, [.. Enumerable.Range(0, Pairs).Select(round => $"last-{round}")]));
        Assert.Contains(orders, order => !order.Vouchers.IsEmpty && order.Status == OrderStatus.Paid);
    }
}
