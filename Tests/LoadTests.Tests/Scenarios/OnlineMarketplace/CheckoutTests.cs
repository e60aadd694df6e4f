using System.Globalization;
using System.Text.Json;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;

namespace Marketplace.LoadTests.Tests.Scenarios.OnlineMarketplace;

public sealed class CheckoutTests
{
    [Fact]
    public async Task A_session_adds_distinct_items_and_then_checks_out_once()
    {
        await using var stub = await StubMarketplace.StartAsync();
        await RunAsync(stub, iterations: 1);

        var requests = stub.Requests.ToArray();
        Assert.InRange(requests.Length, 2, 11);
        Assert.All(requests[..^1], request => Assert.True(request.IsAdd));
        Assert.True(requests[^1].IsCheckout);
        Assert.Equal(requests.Length, requests.Select(request => request.Body).Distinct().Count());
        Assert.Equal(1, stub.Books.Paid);
    }

    [Theory]
    [InlineData(409, 0)]
    [InlineData(500, 2)]
    public async Task A_refused_checkout_is_sent_three_times_the_same_and_the_cart_lives_on(int status, int ofFailed)
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.IsCheckout ? new StubReply(status) : null;
        var figures = await RunAsync(stub, iterations: 1);

        var checkouts = stub.Requests.Where(request => request.IsCheckout).ToArray();
        Assert.Equal(3, checkouts.Length);
        Assert.Single(checkouts.Distinct(ByPathAndBody));
        Assert.DoesNotContain(stub.Requests, request => request.IsSeal);
        Assert.Equal(1, figures["checkout"].Counts.Total);
        Assert.Equal(2, figures["checkout"].Retries);
        Assert.Equal(ofFailed, figures["checkout"].RetriesOfFailed);
    }

    [Fact]
    public async Task A_checkout_that_is_accepted_at_last_counts_once_and_as_accepted()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var refusals = 2;
        stub.Fault = request => request.IsCheckout && refusals-- > 0 ? new StubReply(503) : null;
        var figures = await RunAsync(stub, iterations: 1);

        Assert.Equal(new OutcomeCounts(1, 0, 0), figures["checkout"].Counts);
        Assert.Equal(2, figures["checkout"].Retries);
        Assert.Equal(2, figures["checkout"].RetriesOfFailed);
        Assert.Equal(1, stub.Books.Paid);
    }

    [Fact]
    public async Task A_checkout_without_an_answer_is_not_sent_again_and_the_cart_is_emptied()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.IsCheckout ? StubReply.Hangup : null;
        var figures = await RunAsync(stub, iterations: 1);

        Assert.True(stub.Requests.Last().IsSeal);
        Assert.Equal(new OutcomeCounts(0, 0, 1), figures["checkout"].Counts);
        Assert.Equal(1, figures["checkout"].RefusedStatuses[0]);
        Assert.NotNull(figures["checkout"].FirstError);
        Assert.Equal(0, figures["checkout"].Retries);
    }

    [Fact]
    public async Task A_customer_who_leaves_empties_the_cart_and_does_not_check_out()
    {
        await using var stub = await StubMarketplace.StartAsync();
        await RunAsync(stub, iterations: 3, mix: "abandon=1");

        Assert.Equal(3, stub.Requests.Count(request => request.IsSeal));
        Assert.DoesNotContain(stub.Requests, request => request.IsCheckout);
    }

    [Fact]
    public async Task Answers_to_additions_do_not_keep_a_customer_from_checking_out()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => request.IsAdd ? new StubReply(422) : null;
        var figures = await RunAsync(stub, iterations: 1);

        Assert.True(stub.Requests.Last().IsCheckout);
        Assert.Equal(figures["add"].Counts.Total, figures["add"].Counts.Rejected);
    }

    [Fact]
    public async Task Accepted_rejected_and_failed_are_counted_apart()
    {
        await using var stub = await StubMarketplace.StartAsync();
        stub.Fault = request => int.Parse(request.Segments[^1], CultureInfo.InvariantCulture) switch
        {
            <= 5 => null,
            <= 9 => new StubReply(409),
            <= 11 => new StubReply(503),
            _ => StubReply.Hangup,
        };
        var figures = await RunAsync(stub, iterations: 12, mix: "delivery=1");

        Assert.Equal(new OutcomeCounts(Accepted: 5, Rejected: 4, Failed: 3), figures["delivery"].Counts);
        Assert.Equal([0, 409, 503], figures["delivery"].RefusedStatuses.Keys);
        Assert.Equal(5, figures["delivery"].Response.Count);
        Assert.Equal(7, figures["delivery"].Refused.Count);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_requests()
    {
        const string Mix = "checkout=31,dashboard=5,price=13,replacement=12,delivery=29,abandon=10";
        var runs = new List<string[]>();
        for (var run = 0; run < 2; run++)
        {
            await using var stub = await StubMarketplace.StartAsync();
            await RunAsync(stub, iterations: 100, Mix);
            runs.Add([.. stub.Requests.Select(request => $"{request.Method} {request.Path} {request.Body}")]);
        }
        Assert.Equal(runs[0], runs[1]);
    }

    [Fact]
    public async Task A_replacement_names_its_transaction_as_version_and_later_additions_carry_it()
    {
        await using var stub = await StubMarketplace.StartAsync();
        await RunAsync(stub, iterations: 60, mix: "replacement=1,checkout=1");

        var replaced = stub.Requests.Where(request => request.Method == "PUT").Select(request => Read(request.Body, "version")).ToHashSet();
        var added = stub.Requests.Where(request => request.IsAdd).Select(request => Read(request.Body, "Version")).ToHashSet();
        Assert.NotEmpty(replaced);
        Assert.NotEmpty(added.Intersect(replaced));
        Assert.Empty(added.Except(replaced).Except(["0"]));
    }

    private static readonly IEqualityComparer<StubRequest> ByPathAndBody =
        EqualityComparer<StubRequest>.Create((left, right) => (left!.Path, left.Body) == (right!.Path, right.Body), request => request.Path.Length);

    private static string Read(string body, string name)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty(name).GetString()!;
    }

    private static async Task<IReadOnlyDictionary<string, OperationSummary>> RunAsync(StubMarketplace stub, int iterations, string mix = "checkout=1")
    {
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, mix), TimeProvider.System, Runs.Timeout);
        return await Runs.CarryOutAsync(scenario, iterations);
    }
}
