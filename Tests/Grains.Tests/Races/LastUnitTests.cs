using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class LastUnitTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Carts_that_want_the_same_last_units_take_each_unit_once_and_hold_none()
    {
        string[] products = ["a", "b", "c", "d"];
        foreach (var product in products)
            await _shop.OfferAsync(product, 20);

        await Rounds.RunAsync(150, async (round, random) =>
        {
            var cart = $"last-{round}";
            var wanted = products[..];
            random.Shuffle(wanted);
            foreach (var product in wanted[..random.Next(2, 4)])
                await _shop.AddAsync(cart, product, random.Next(1, 3));
            var plan = random.Pick(PaymentPlans.Approve, PaymentPlans.Approve, PaymentPlans.Decline);
            var answer = await _shop.CheckOutAsync(cart, "k1", plan);
            Assert.Contains(
                answer.Refusal?.Code, new[] { null, RefusalCodes.PaymentDeclined, RefusalCodes.StockInsufficient });
        });

        await CheckAsync("last-", products);
    }

    /// <summary>A cart's lines are always in one order. Here orders ask for theirs in any, so that each may hold what another one lacks.</summary>
    [Fact]
    public async Task Orders_that_want_the_same_last_units_in_opposite_orders_take_each_unit_once_and_hold_none()
    {
        string[] products = ["e", "f", "g", "h"];
        foreach (var product in products)
            await _shop.OfferAsync(product, 20);

        await Rounds.RunAsync(150, async (round, random) =>
        {
            var cart = $"opposite-{round}";
            var wanted = products[..];
            random.Shuffle(wanted);
            var lines = wanted[..random.Next(2, 4)].Select(product => Samples.Line(Shop.SellerOf(product), product, random.Next(1, 3)));
            var plan = random.Pick(PaymentPlans.Approve, PaymentPlans.Approve, PaymentPlans.Decline);
            var answer = await _shop.Order(PublicId.OfOrder(cart, 0)).CheckoutAsync(
                Samples.Place("k1", [.. lines]) with { CartKey = cart, Checkout = 0, Payment = Samples.Card(plan) });
            Assert.Contains(answer.Value!.Status, new[] { OrderStatus.Paid, OrderStatus.PaymentFailed, OrderStatus.Rejected });
        });

        await CheckAsync("opposite-", products);
    }

    private async Task CheckAsync(string carts, string[] products)
    {
        var orders = await ShopInvariants.CheckAsync(_shop, products.ToDictionary(product => product, _ => 20L));
        var made = orders.Where(order => order.CartId.StartsWith(carts, StringComparison.Ordinal)).ToList();
        Assert.Contains(made, order => order.Status == OrderStatus.Rejected);
        Assert.Contains(made, order => order.Status == OrderStatus.Paid);
    }
}
