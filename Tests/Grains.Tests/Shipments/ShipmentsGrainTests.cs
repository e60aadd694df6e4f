using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Shipments;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;
using Orleans.Serialization;

namespace Marketplace.Grains.Tests.Shipments;

public sealed class ShipmentsGrainTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    [Fact]
    public async Task A_dashboard_is_paged_and_its_totals_are_of_all_open_packages()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("paged");
        await seller.AcceptAsync([.. Enumerable.Range(0, 5).Select(order => ShipmentsUnderTest.Paid(order))]);
        await seller.DeliverOldestAsync();

        var first = await seller.DashboardAsync(null, 3);
        var second = await seller.DashboardAsync(first.Next, 3);

        Assert.Equal(
            Enumerable.Range(1, 4).Select(ShipmentsUnderTest.Order), first.Packages.Concat(second.Packages).Select(package => package.OrderId));
        Assert.Equal(4, Assert.Single(first.Totals).Orders);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_cursor_survives_the_delivery_of_its_package()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("cursor");
        await seller.AcceptAsync([.. Enumerable.Range(0, 4).Select(order => ShipmentsUnderTest.Paid(order))]);
        var first = await seller.DashboardAsync(null, 2);
        await seller.DeliverAsync(ShipmentsUnderTest.PackageOf(1), new("k", "h"));

        var second = await seller.DashboardAsync(first.Next, 2);

        Assert.Equal([ShipmentsUnderTest.Order(2), ShipmentsUnderTest.Order(3)], second.Packages.Select(package => package.OrderId));
    }

    [Fact]
    public async Task A_delivered_package_stays_readable()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("history");
        await seller.AcceptAsync([ShipmentsUnderTest.Paid(1)]);
        Assert.Equal(PackageStatus.ReadyToShip, (await seller.GetPackageAsync(ShipmentsUnderTest.PackageOf(1)))?.Status);
        await seller.ShipAsync(new(ShipmentsUnderTest.PackageOf(1), "c", "t", new("k", "h")));
        await seller.DeliverOldestAsync();

        var package = await seller.GetPackageAsync(ShipmentsUnderTest.PackageOf(1));

        Assert.Equal((PackageStatus.Delivered, "t"), (package?.Status, package?.TrackingNumber));
        Assert.Null(await seller.GetPackageAsync(ShipmentsUnderTest.PackageOf(2)));
        Assert.Null(await seller.GetPackageAsync("pkg_nonsense"));
    }

    [Fact]
    public async Task The_mark_of_what_is_done_goes_on_though_one_package_overtook_another()
    {
        const int Count = 1_100;
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("overtaking");
        await seller.AcceptAsync([.. Enumerable.Range(0, Count).Select(order => ShipmentsUnderTest.Paid(order))]);
        await DeliverAsync(1);
        await DeliverAsync(0);
        for (var order = 2; order < Count - 2; order++)
            await DeliverAsync(order);

        // A later activation looks again; the note goes with the next write.
        await Shop.ForgetAsync(seller);
        await DeliverAsync(Count - 1);
        await silo.EventuallyAsync(async () => (await HeadAsync())?.DoneTo == Count - 2);

        Assert.Equal(ShipmentsUnderTest.Order(Count - 2), Assert.Single((await seller.DashboardAsync(null, 10)).Packages).OrderId);
        Assert.Equal(ShipmentsUnderTest.Order(Count - 2), (await seller.DeliverOldestAsync())?.OrderId);

        async Task DeliverAsync(int order)
            => Assert.True((await seller.DeliverAsync(ShipmentsUnderTest.PackageOf(order), new($"k{order}", "h"))).Succeeded);

        async Task<ShipmentsHead?> HeadAsync()
        {
            var stored = await silo.Services.GetRequiredService<IEntityStore>().OpenAsync(new("shipments", "overtaking"));
            return stored.Head.IsEmpty ? null : silo.Services.GetRequiredService<Serializer<ShipmentsHead>>().Deserialize(stored.Head);
        }
    }

    [Fact]
    public async Task Deliveries_at_once_take_each_package_once()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("raced");
        await seller.AcceptAsync([.. Enumerable.Range(0, 20).Select(order => ShipmentsUnderTest.Paid(order))]);

        var delivered = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => seller.DeliverOldestAsync()));

        Assert.Equal(
            Enumerable.Range(0, 20).Select(ShipmentsUnderTest.Order).Order(),
            delivered.OfType<Package>().Select(package => package.OrderId).Order());
        Assert.Empty((await seller.DashboardAsync(null, 10)).Totals);
    }

    [Fact]
    public async Task Every_dashboard_read_beside_changes_equals_its_entries()
    {
        var seller = silo.Grains.GetGrain<IShipmentsGrain>("busy");
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(async order =>
        {
            await seller.AcceptAsync([ShipmentsUnderTest.Paid(order)]);
            switch (order % 4)
            {
                case 0:
                    await seller.DeliverOldestAsync();
                    break;
                case 1:
                    await seller.WithdrawAsync(ShipmentsUnderTest.Paid(order));
                    break;
                case 2:
                    await seller.ShipAsync(new(ShipmentsUnderTest.PackageOf(order), null, null, new("k", "h")));
                    break;
            }
        }));

        do
        {
            var dashboard = await seller.DashboardAsync(null, 1_000);
            Assert.Equal(dashboard.Packages.Length, dashboard.Totals.Sum(totals => totals.Orders));
            Assert.Equal(
                dashboard.Packages.Sum(package => package.Lines.Sum(line => line.Total.Amount)),
                dashboard.Totals.Sum(totals => totals.Total.Amount));
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public async Task A_withdrawal_races_the_log_and_one_of_them_wins()
    {
        for (var order = 1_000; order < 1_050; order++)
        {
            var seller = silo.Grains.GetGrain<IShipmentsGrain>("race");
            var accepting = seller.AcceptAsync([ShipmentsUnderTest.Paid(order)]);
            var status = await seller.WithdrawAsync(ShipmentsUnderTest.Paid(order));
            await accepting;

            Assert.Equal(WithdrawStatus.Withdrawn, status);
            Assert.Empty((await seller.DashboardAsync(null, 10)).Packages);
        }
    }
}
