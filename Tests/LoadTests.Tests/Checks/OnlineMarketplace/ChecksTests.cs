using System.Text.Json.Nodes;
using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests.Checks.OnlineMarketplace;

/// <summary>Each way in which a server can break its word is found.</summary>
public sealed class ChecksTests
{
    private const int Dashboards = 0;
    private const int Histories = 1;
    private const int Operators = 2;

    [Fact]
    public async Task A_server_that_keeps_its_word_passes_all_checks()
    {
        var results = await CheckAsync(_ => { });
        Assert.All(results, result => Assert.Equal(CheckOutcome.Held, result.Outcome));
        Assert.All(results, result => Assert.Empty(result.Violations));
    }

    [Fact]
    public async Task A_checkout_that_was_not_at_its_end_and_came_to_nothing_breaks_no_word()
    {
        var checkouts = 0;
        var results = await CheckAsync(_ => { }, before: stub => stub.Fault = request =>
            request.IsCheckout && Interlocked.Increment(ref checkouts) == 2 ? new StubReply(202) : null);

        Assert.True(checkouts > 2, $"{checkouts} checkouts show nothing.");
        Assert.All(results, result => Assert.Empty(result.Violations));
    }

    [Theory]
    [InlineData("total_amount")]
    [InlineData("total_freight")]
    [InlineData("total_incentive")]
    [InlineData("total_invoice")]
    [InlineData("total_items")]
    [InlineData("count_orders")]
    [InlineData("count_items")]
    public async Task A_dashboard_whose_total_is_not_the_sum_of_its_entries_is_found(string total)
    {
        var results = await CheckAsync(stub => stub.Fault = request =>
        {
            if (request.Path != "/seller/dashboard/2") return null;
            var dashboard = JsonNode.Parse(stub.Books.Handle(request).Json!)!;
            dashboard["sellerView"]![total] = dashboard["sellerView"]![total]!.GetValue<decimal>() + (total.StartsWith('c') ? 1 : 0.01m);
            return new StubReply(200, dashboard.ToJsonString());
        });
        Assert.Equal(CheckOutcome.Broken, results[Dashboards].Outcome);
        Assert.StartsWith($"seller 2: {total} is", Assert.Single(results[Dashboards].Violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"sellerView\":null,\"orderEntries\":[]}")]
    public async Task A_dashboard_that_cannot_be_read_is_found(int status, string? json)
    {
        var results = await CheckAsync(stub => stub.Fault = request =>
            request.Path == "/seller/dashboard/1" ? new StubReply(status, json) : null);
        Assert.Equal(CheckOutcome.Broken, results[Dashboards].Outcome);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(null)]
    public async Task A_checkout_that_is_not_in_the_history_is_found(string? json)
    {
        var results = await CheckAsync(stub => stub.Fault = request =>
            request.Path.EndsWith("/history/3", StringComparison.Ordinal) ? new StubReply(json is null ? 404 : 200, json) : null);
        Assert.Equal(CheckOutcome.Broken, results[Histories].Outcome);
        Assert.All(results[Histories].Violations, violation => Assert.Contains("transaction 3", violation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_history_with_another_quantity_is_found()
    {
        var results = await CheckAsync(stub => stub.Fault = request =>
        {
            if (!request.Path.EndsWith("/history/3", StringComparison.Ordinal)) return null;
            var items = JsonNode.Parse(stub.Books.Handle(request).Json!)!.AsArray();
            items[0]!["Quantity"] = items[0]!["Quantity"]!.GetValue<int>() + 1;
            return new StubReply(200, items.ToJsonString());
        });
        Assert.Contains("times instead of", Assert.Single(results[Histories].Violations), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "paid", "orders are paid")]
    [InlineData("captures", "count", "payments were captured")]
    [InlineData("stock", "reserved", "still reserved")]
    [InlineData("stock", "sold", "that were loaded")]
    public async Task Figures_that_disagree_are_found(string group, string figure, string violation)
    {
        var results = await CheckAsync(stub => stub.Operators = () =>
        {
            var report = stub.Books.Invariants();
            report[group]![figure] = report[group]![figure]!.GetValue<long>() + 1;
            return report.ToJsonString();
        });
        Assert.Equal(CheckOutcome.Broken, results[Operators].Outcome);
        Assert.Contains(results[Operators].Violations, found => found.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_itself_finds_broken_is_passed_on()
    {
        var results = await CheckAsync(stub => stub.Operators = () =>
        {
            var report = stub.Books.Invariants();
            report["holds"] = false;
            report["violations"]!.AsArray().Add(new JsonObject { ["invariant"] = "no oversell", ["detail"] = "1/2 is at -1" });
            return report.ToJsonString();
        });
        Assert.Equal("no oversell: 1/2 is at -1", Assert.Single(results[Operators].Violations));
    }

    [Fact]
    public async Task A_server_that_could_not_look_at_one_moment_has_shown_nothing()
    {
        var results = await CheckAsync(stub => stub.Operators = () =>
        {
            var report = stub.Books.Invariants();
            report["holds"] = null;
            report["consistent"] = false;
            return report.ToJsonString();
        });
        Assert.Equal(CheckOutcome.Broken, results[Operators].Outcome);
        Assert.Contains("did not stand still", Assert.Single(results[Operators].Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_operators_port_its_check_is_not_done_and_says_so()
    {
        var results = await CheckAsync(stub => stub.Operators = () => null);
        Assert.Equal(CheckOutcome.NotChecked, results[Operators].Outcome);
        Assert.Equal([CheckOutcome.Held, CheckOutcome.Held], results.Take(2).Select(result => result.Outcome));
    }

    [Fact]
    public async Task A_checkout_without_an_answer_may_or_may_not_have_become_an_order()
    {
        var results = await CheckAsync(_ => { }, stub => stub.Fault = request =>
        {
            if (!request.IsCheckout || !request.Body.Contains("\"instanceId\":\"4\"", StringComparison.Ordinal)) return null;
            stub.Books.Handle(request);
            return StubReply.Hangup;
        });
        Assert.Equal(CheckOutcome.Held, results[Operators].Outcome);
    }

    [Fact]
    public async Task What_a_refused_session_left_in_the_cart_does_not_look_like_a_mistake()
    {
        var results = await CheckAsync(_ => { }, stub => stub.Fault = request =>
            request.IsCheckout && request.Body.Contains("\"instanceId\":\"1\"", StringComparison.Ordinal) ? new StubReply(409) : null);
        Assert.All(results, result => Assert.Equal(CheckOutcome.Held, result.Outcome));
    }

    private static async Task<IReadOnlyList<CheckResult>> CheckAsync(
        Action<StubMarketplace> afterwards, Action<StubMarketplace>? before = null)
    {
        await using var stub = await StubMarketplace.StartAsync();
        before?.Invoke(stub);
        var time = new FakeTimeProvider();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub), time, Runs.Timeout);
        await scenario.PrepareAsync(CancellationToken.None);
        await Runs.CarryOutAsync(scenario, iterations: 8);
        afterwards(stub);
        var results = new List<CheckResult>();
        foreach (var check in scenario.Checks)
        {
            var checking = check.RunAsync(CancellationToken.None);
            await Eventually.HoldsAsync(() => checking.IsCompleted, () => time.Advance(TimeSpan.FromSeconds(2)));
            results.Add(await checking);
        }
        return results;
    }
}
