using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests.Injection;

public sealed class ClosedInjectionTests
{
    [Fact]
    public async Task As_many_users_as_asked_for_are_at_work_and_no_more()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var stall = new TaskCompletionSource();
        stub.Stall = _ => stall.Task;
        var time = new FakeTimeProvider();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "delivery=1"), time, Runs.Timeout);
        var timeline = Start(time, scenario, new InjectionPlan(TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        var running = new ClosedInjection(time, users: 4).RunAsync(scenario, timeline, CancellationToken.None);

        await Eventually.HoldsAsync(() => stub.Requests.Count == 4);
        Assert.Equal(4, timeline.InFlight);
        time.Advance(TimeSpan.FromSeconds(1));
        stall.SetResult();
        await running;

        Assert.Equal(4, timeline.Measured.CountTransactions().Accepted);
        Assert.Equal(1000, timeline.Measured.Summarise()[Operations.Delivery.Index].Response.P50, 1.0);
    }

    [Fact]
    public async Task The_warm_up_is_counted_apart()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var time = new FakeTimeProvider();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "delivery=1"), time, Runs.Timeout);
        var timeline = Start(time, scenario, new InjectionPlan(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)));
        var running = new ClosedInjection(time, users: 2).RunAsync(scenario, timeline, CancellationToken.None);

        await Eventually.HoldsAsync(() => timeline.WarmUp.CountTransactions().Accepted > 10);
        Assert.Equal(0, timeline.Measured.CountTransactions().Total);
        time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync(() => timeline.Measured.CountTransactions().Accepted > 10);
        var warmedUp = timeline.WarmUp.CountTransactions();
        time.Advance(TimeSpan.FromSeconds(5));
        await running;

        Assert.InRange(timeline.WarmUp.CountTransactions().Accepted, warmedUp.Accepted, warmedUp.Accepted + 2);
        Assert.Equal(stub.Requests.Count, timeline.WarmUp.CountTransactions().Total + timeline.Measured.CountTransactions().Total);
        Assert.Equal(TimeSpan.FromSeconds(5), timeline.MeasuredTime);
    }

    private static Timeline Start(TimeProvider time, OnlineMarketplaceScenario scenario, InjectionPlan plan) =>
        new(time, plan, new Recorder(scenario.Operations), new Recorder(scenario.Operations));
}
