using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class AddsDuringCheckoutTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Every_unit_that_was_added_is_in_a_paid_order_or_in_the_cart()
    {
        string[] products = ["a", "b", "c"];
        foreach (var product in products)
            await _shop.OfferAsync(product, 100_000);
        var added = new int[200];

        await Rounds.RunAsync(added.Length, async (round, random) =>
        {
            var cart = $"adds-{round}";
            await _shop.AddAsync(cart, "a");
            added[round] = 1;
            var actions = new List<Func<Task>>();
            for (var add = 0; add < 12; add++)
            {
                var (product, units) = (random.Pick(products), random.Next(1, 4));
                actions.Add(async () =>
                {
                    Assert.True(await _shop.AddAsync(cart, product, units));
                    Interlocked.Add(ref added[round], units);
                });
            }

            for (var checkout = 0; checkout < 3; checkout++)
            {
                var (key, plan) = ($"k{checkout}", random.Pick(PaymentPlans.Ending));
                actions.Add(() => _shop.CheckOutAsync(cart, key, plan));
            }

            if (random.Next(2) == 0)
                actions.Add(() => Shop.ForgetAsync(_shop.Cart(cart)));
            await Rounds.AtOnceAsync(random, [.. actions]);
        });

        var orders = await ShopInvariants.CheckAsync(_shop, products.ToDictionary(product => product, _ => 100_000L));
        for (var round = 0; round < added.Length; round++)
        {
            var cart = (await _shop.Cart($"adds-{round}").GetAsync())!;
            var ordered = orders.Where(order => order.CartId == cart.CartId && order.Status == OrderStatus.Paid)
                .Sum(order => order.Lines.Sum(line => line.Quantity));
            Assert.Null(cart.CheckingOutAs);
            Assert.Equal(added[round], ordered + cart.Lines.Sum(line => line.Quantity));
        }
    }
}
