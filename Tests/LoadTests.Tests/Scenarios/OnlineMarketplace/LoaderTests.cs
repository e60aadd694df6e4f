using System.Text.Json.Nodes;
using Marketplace.LoadTests.Scenarios;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class LoaderTests
{
    [Fact]
    public async Task Everything_is_loaded_once_after_what_was_there_is_gone()
    {
        await using var stub = await StubMarketplace.StartAsync();
        await PrepareAsync(stub, Runs.Options(stub));

        Assert.Equal("/cleanup", stub.Requests.First().Path);
        Assert.Equal([1, 2, 3], Ids(stub, "/seller", "id"));
        Assert.Equal([1, 2, 3, 4], Ids(stub, "/customer", "id"));
        var items = from seller in Enumerable.Range(1, 3) from product in Enumerable.Range(1, 5) select seller * 100 + product;
        Assert.Equal(items, Items(stub, "/product"));
        Assert.Equal(items, Items(stub, "/stock"));
        Assert.Equal(1 + 3 + 4 + 15 + 15, stub.Requests.Count);
    }

    [Fact]
    public async Task What_the_server_has_no_time_for_is_sent_again()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var busy = 3;
        stub.Fault = request => request.Path == "/stock" && Interlocked.Decrement(ref busy) >= 0 ? new StubReply(503) : null;
        await PrepareAsync(stub, Runs.Options(stub));
        Assert.Equal(15 + 3, stub.Requests.Count(request => request.Path == "/stock"));
    }

    [Fact]
    public async Task A_server_that_goes_on_failing_is_given_up()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = _ => StubReply.Hangup;
        var exception = await Assert.ThrowsAsync<ScenarioException>(() => PrepareAsync(stub, Runs.Options(stub)));
        Assert.Contains("/cleanup was not answered", exception.Message, StringComparison.Ordinal);
        Assert.Equal(10, stub.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_given_up_at_once()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.Path == "/cleanup" ? new StubReply(404) : null;
        await Assert.ThrowsAsync<ScenarioException>(() => PrepareAsync(stub, Runs.Options(stub)));
        Assert.Single(stub.Requests);
    }

    private static IEnumerable<int> Ids(StubMarketplace stub, string path, string name) =>
        stub.Requests.Where(request => request.Path == path).Select(request => JsonNode.Parse(request.Body)![name]!.GetValue<int>()).Order();

    private static IEnumerable<int> Items(StubMarketplace stub, string path) => stub.Requests
        .Where(request => request.Path == path)
        .Select(request => JsonNode.Parse(request.Body)!)
        .Select(body => body["seller_id"]!.GetValue<int>() * 100 + body["product_id"]!.GetValue<int>())
        .Order();

    private static async Task PrepareAsync(StubMarketplace stub, OnlineMarketplaceOptions options)
    {
        var time = new FakeTimeProvider();
        using var scenario = new OnlineMarketplaceScenario(options, time, Runs.Timeout);
        var preparing = scenario.PrepareAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => preparing.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(50)));
        await preparing;
    }
}
