using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Races;

public sealed class CancelAgainstShipmentTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task Each_part_is_shipped_or_repaid_whoever_is_first_and_whenever_its_seller_hears_of_it()
    {
        string[] products = ["a", "b", "c"];
        foreach (var product in products)
            await _shop.OfferAsync(product, 10_000);

        await Rounds.RunAsync(200, async (round, random) =>
        {
            var cart = $"ship-{round}";
            var bought = products[..random.Next(1, 4)];
            foreach (var product in bought)
                await _shop.AddAsync(cart, product, random.Next(1, 4));
            var order = (await _shop.CheckOutAsync(cart, "k1")).Order!;

            var actions = new List<Func<Task>>
            {
                () => Patience.AskAsync(() => _shop.CancelAsync(order.OrderId)),
                () => Patience.AskAsync(() => _shop.CancelAsync(order.OrderId, "another")),
            };
            for (var place = 0; place < bought.Length; place++)
            {
                var (seller, package) = (_shop.Shipments(Shop.SellerOf(bought[place])), PublicId.OfPackage(order.OrderId, place));
                switch (random.Next(7))
                {
                    case 0:
                        actions.Add(() => Patience.AskAsync(() => seller.ShipAsync(new ShipPackage(package, null, null, Samples.Key($"ship-{round}")))));
                        break;
                    case 1:
                        actions.Add(() => Patience.AskAsync(() => seller.DeliverAsync(package, Samples.Key($"deliver-{round}"))));
                        break;
                    case 2:
                        actions.Add(() => Patience.AskAsync(seller.DeliverOldestAsync));
                        break;
                    case 3:
                        actions.Add(() => Shop.ForgetAsync(seller));
                        break;
                }
            }

            if (random.Next(3) == 0)
                actions.Add(() => Shop.ForgetAsync(_shop.Order(order.OrderId)));

            // Half of the time the sellers have heard of it.
            await Task.Delay(random.Next(2) * 150, TestContext.Current.CancellationToken);
            await Rounds.AtOnceAsync(random, [.. actions]);
        });

        await ShopInvariants.CheckAsync(_shop, products.ToDictionary(product => product, _ => 10_000L));
        var orders = await _shop.OrdersAsync();
        Assert.Contains(orders, order => order.Status == OrderStatus.Refunded);
        Assert.Contains(orders, order => order is { Status: OrderStatus.Paid, Refunded: not null });
        Assert.Contains(orders, order => order is { Status: OrderStatus.Paid, Refunded: null });
    }
}
