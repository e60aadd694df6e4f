using System.Text.Json.Nodes;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Tests.Stub;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class SellerWorkTests
{
    [Fact]
    public async Task Prices_rise_by_one_to_nine_percent_of_what_was_loaded_however_often_they_change()
    {
        await using var stub = await StubMarketplace.StartAsync();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "price=1"), TimeProvider.System, Runs.Timeout);
        var figures = await Runs.CarryOutAsync(scenario, iterations: 100);

        Assert.Equal(100, figures["price"].Counts.Accepted);
        foreach (var update in stub.Requests.Select(request => JsonNode.Parse(request.Body)!))
        {
            var loaded = Dataset.Product(1, update["sellerId"]!.GetValue<int>(), update["productId"]!.GetValue<int>()).Price;
            var percent = (update["price"]!.GetValue<decimal>() / loaded - 1) * 100;
            Assert.InRange(percent, 1, 9);
            Assert.Equal(decimal.Truncate(percent), percent);
        }
    }

    [Fact]
    public async Task A_price_that_was_refused_is_not_what_customers_see()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.Method == "PATCH" && request.Path == "/product" ? new StubReply(422) : null;
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "price=1,checkout=1"), TimeProvider.System, Runs.Timeout);
        await Runs.CarryOutAsync(scenario, iterations: 60);

        foreach (var added in stub.Requests.Where(request => request.IsAdd).Select(request => JsonNode.Parse(request.Body)!))
        {
            var loaded = Dataset.Product(1, added["SellerId"]!.GetValue<int>(), added["ProductId"]!.GetValue<int>());
            Assert.Equal(loaded.Price, added["UnitPrice"]!.GetValue<decimal>());
        }
    }

    [Fact]
    public async Task One_user_at_a_time_changes_a_product()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var stall = new TaskCompletionSource();
        stub.Stall = _ => stall.Task;
        var options = Runs.Options(stub, "price=1,replacement=1") with { Sellers = 1, ProductsPerSeller = 3 };
        using var scenario = new OnlineMarketplaceScenario(options, TimeProvider.System, Runs.Timeout);
        var users = Enumerable.Range(0, 3).Select(user => Task.Run(() => Runs.CarryOutAsync(scenario, iterations: 1))).ToArray();

        await Eventually.HoldsAsync(() => stub.Requests.Count == 3);
        var products = stub.Requests.Select(request => JsonNode.Parse(request.Body)!).Select(body => (body["productId"] ?? body["product_id"])!.GetValue<int>());
        Assert.Equal([1, 2, 3], products.Order());
        stall.SetResult();
        await Task.WhenAll(users);
    }

    [Fact]
    public async Task Dashboards_of_all_sellers_are_read()
    {
        await using var stub = await StubMarketplace.StartAsync();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "dashboard=1"), TimeProvider.System, Runs.Timeout);
        await Runs.CarryOutAsync(scenario, iterations: 60);
        Assert.Equal(
            ["/seller/dashboard/1", "/seller/dashboard/2", "/seller/dashboard/3"],
            stub.Requests.Select(request => request.Path).Distinct().Order(StringComparer.Ordinal));
    }
}
