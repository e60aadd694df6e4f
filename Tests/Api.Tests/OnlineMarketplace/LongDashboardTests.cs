using System.Globalization;
using System.Net;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.KeySpaces;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Silo.Operations.Invariants;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Api.Tests.OnlineMarketplace;

public sealed class LongDashboardTests
{
    private const int Most = 100_000;
    private const int AtOnce = 10_000;
    private const string Path = "/online-marketplace/seller/dashboard/1";

    private static readonly OrderLine Line = new()
    {
        SellerId = "1",
        ProductId = "1",
        Name = "n",
        Quantity = 1,
        UnitPrice = new(1.5m, "BRL"),
        Items = new(1.5m, "BRL"),
        Freight = new(0.25m, "BRL"),
        Discount = new(0, "BRL"),
        ProductRevision = 1,
    };

    [Fact]
    public async Task A_dashboard_that_one_answer_does_not_hold_is_refused_rather_than_cut_off()
    {
        await using var marketplace = await TestMarketplace.StartAsync();
        var grains = marketplace.Services.GetRequiredService<IGrainFactory>();
        var space = await grains.GetGrain<IKeySpaceGrain>(InvariantChecker.Benchmark).GetAsync();
        var seller = grains.GetGrain<IShipmentsGrain>(space.Key("1"));
        foreach (var numbers in Enumerable.Range(0, Most + 1).Chunk(AtOnce))
            await seller.AcceptAsync([.. numbers.Select(Paid)]);

        var refused = await marketplace.Http.ReadAsync(Path);
        await seller.DeliverOldestAsync();
        var whole = await marketplace.Http.ReadAsync(Path);

        Assert.Equal((HttpStatusCode.Conflict, "state.conflict"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
        Assert.Equal(Most, whole.Json["sellerView"]!["count_items"]!.GetValue<int>());
        Assert.Equal(Most, whole.Json["orderEntries"]!.AsArray().Count);
    }

    private static PaidOrder Paid(int number)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"ord_{number}");
        return new()
        {
            OrderId = order,
            PackageId = PublicId.OfPackage(order, 0),
            CustomerId = "1",
            Lines = [Line],
            ShipTo = new() { Name = "N", Street = "S", City = "C" },
            PaidAt = DateTimeOffset.UnixEpoch,
        };
    }
}
