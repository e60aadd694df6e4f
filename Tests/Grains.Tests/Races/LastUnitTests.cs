using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class LastUnitTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Carts_that_want_the_same_last_units_in_opposite_orders_take_each_unit_once_and_hold_none()
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

        var orders = await ShopInvariants.CheckAsync(_shop, products.ToDictionary(product => product, _ => 20L));
        Assert.Contains(orders, order => order.Status == OrderStatus.Rejected);
        Assert.Contains(orders, order => order.Status == OrderStatus.Paid);
    }
}
