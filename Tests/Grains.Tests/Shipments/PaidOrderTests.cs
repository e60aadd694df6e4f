using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Shipments;

public sealed class PaidOrderTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    [Fact]
    public async Task A_paid_order_comes_to_each_of_its_sellers_and_its_units_are_sold()
    {
        var space = new KeySpace("paid", 1, 1);
        foreach (var (seller, product) in ((string, string)[])[("s1", "p1"), ("s2", "p2")])
            await silo.Grains.GetGrain<IStockGrain>(space.Key(seller, product)).SetAsync(new() { OnHand = 5 });
        var place = Samples.Place() with { CartKey = space.Key("cart_1") };
        var orderId = PublicId.OfOrder(place.CartKey, place.Checkout);

        var order = await silo.Grains.GetGrain<IOrderGrain>(space.Key(orderId)).CheckoutAsync(place);

        Assert.Equal(OrderStatus.Paid, order.Value?.Status);
        await silo.EventuallyAsync(async () => (await DashboardAsync("s1")).Packages.Length == 1);
        await silo.EventuallyAsync(async () => (await DashboardAsync("s2")).Packages.Length == 1);
        var package = (await DashboardAsync("s2")).Packages[0];
        Assert.Equal((PublicId.OfPackage(orderId, 1), "p2"), (package.PackageId, Assert.Single(package.Lines).ProductId));
        await silo.EventuallyAsync(
            async () => await silo.Grains.GetGrain<IStockGrain>(space.Key("s1", "p1")).GetAsync() is { Sold: 2, Reserved: 0, OnHand: 3 });

        Task<SellerDashboard> DashboardAsync(string seller) => silo.Grains.GetGrain<IShipmentsGrain>(space.Key(seller)).DashboardAsync(null, 10);
    }

    [Fact]
    public async Task Orders_of_more_lines_than_one_commit_holds_are_all_taken_in()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("large");

        await seller.AcceptAsync([.. Enumerable.Range(0, 12).Select(order => ShipmentsUnderTest.Paid(order, lines: 600))]);

        Assert.Equal((12, 7_200), Assert.Single((await seller.DashboardAsync(null, 1)).Totals) is var totals ? (totals.Orders, totals.Lines) : default);
    }
}
