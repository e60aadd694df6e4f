using CsCheck;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.ReadModels.Customers;
using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Shipments;

namespace Marketplace.ReadModels.Tests.Orders;

public sealed class OrderListTests
{
    [Fact]
    public async Task Lists_and_sums_answer_what_the_plainest_model_does()
        => await Gen.Int.SampleAsync(async seed =>
        {
            using var folder = new ModelFolder();
            using var orders = folder.Orders();
            var random = new Random(seed);
            var history = new OrderHistory(random);
            for (var round = 0; round < 4; round++)
            {
                for (var i = 0; i < 60; i++)
                    history.Step();
                await history.Stream.FeedAsync(orders, random);
                for (var i = 0; i < 20; i++)
                {
                    await CheckOrdersAsync(orders, history);
                    await CheckPackagesAsync(orders, history);
                }
                await CheckCustomersAsync(orders, history);
            }
        }, iter: 15, threads: 1);

    [Fact]
    public async Task Lists_built_anew_equal_those_that_lived_through_it()
        => await Gen.Int.SampleAsync(async seed =>
        {
            using var folder = new ModelFolder();
            using var other = new ModelFolder();
            using var live = folder.Orders();
            using var anew = other.Orders();
            var random = new Random(seed);
            var history = new OrderHistory(random);
            for (var round = 0; round < 5; round++)
            {
                for (var i = 0; i < 40; i++)
                    history.Step();
                await history.Stream.FeedAsync(live, random);
            }
            await history.Stream.FeedAsync(anew, random);
            foreach (var table in (string[])["orders", "packages", "customers"])
                Assert.Equal(await Dumps.OfAsync(live, table), await Dumps.OfAsync(anew, table));
        }, iter: 10, threads: 1);

    private static async Task CheckOrdersAsync(OrderProjection projection, OrderHistory history)
    {
        var query = history.OrderQuery();
        var expected = history.Find(query);
        var all = new List<OrderSummary>();
        for (string? cursor = null; ;)
        {
            var page = (await new OrderQueries(projection).ListAsync(query with { Cursor = cursor })).Value!;
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null)
                break;
        }
        Assert.Equal(expected, all);
    }

    private static async Task CheckPackagesAsync(OrderProjection projection, OrderHistory history)
    {
        var query = history.PackageQuery();
        var all = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = (await new PackageQueries(projection).ListAsync(query with { Cursor = cursor })).Value!;
            all.AddRange(page.Items.Select(package => $"{package.OrderId} {package.SellerId} {package.Status}"));
            if ((cursor = page.Next) is null)
                break;
        }
        Assert.Equal(history.Find(query), all);
    }

    private static async Task CheckCustomersAsync(OrderProjection projection, OrderHistory history)
    {
        foreach (var space in OrderHistory.Spaces)
        {
            for (var i = 0; i < 5; i++)
            {
                var expected = history.Standing(space, $"c{i}");
                var actual = await new CustomerQueries(projection).GetStandingAsync(space, $"c{i}");
                Assert.Equal(expected.Spend, actual.Spend);
                Assert.Equal(expected with { Spend = [], AsOf = null }, actual with { Spend = [], AsOf = null });
            }
        }
    }
}
