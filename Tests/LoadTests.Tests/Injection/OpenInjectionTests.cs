using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests.Injection;

/// <summary>Against a server that stalls, on a clock that the test moves.</summary>
public sealed class OpenInjectionTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_stall_counts_for_all_who_were_meant_to_come_during_it()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var stall = new TaskCompletionSource();
        stub.Stall = _ => stall.Task;
        var time = new FakeTimeProvider();
        using var scenario = Deliveries(stub, time);
        var timeline = Start(time, scenario, TimeSpan.FromMilliseconds(100));
        var running = new OpenInjection(time, rate: 100, users: 2, TimeSpan.FromMinutes(1)).RunAsync(scenario, timeline, CancellationToken.None);

        await Eventually.HoldsAsync(() => stub.Requests.Count == 2, () => time.Advance(Millisecond));
        time.Advance(TimeSpan.FromSeconds(2));
        stall.SetResult();
        await Eventually.HoldsAsync(() => running.IsCompleted, () => time.Advance(Millisecond));
        await running;

        var delivery = timeline.Measured.Summarise()[Operations.Delivery.Index];
        Assert.Equal(10, delivery.Counts.Accepted);
        // Two met the stall; the other eight were answered at once when they were sent at last, which is all that service time shows.
        Assert.InRange(delivery.Service.P50, 0, 1500);
        Assert.InRange(delivery.Response.P50, 1900, 30_000);
        Assert.InRange(timeline.Measured.SummariseLateness().P50, 1900, 30_000);
        Assert.Equal(0, timeline.Measured.Dropped);
    }

    [Fact]
    public async Task Iterations_that_would_wait_too_long_are_dropped_and_counted()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var stall = new TaskCompletionSource();
        stub.Stall = _ => stall.Task;
        var time = new FakeTimeProvider();
        using var scenario = Deliveries(stub, time);
        var timeline = Start(time, scenario, TimeSpan.FromMilliseconds(200));
        var running = new OpenInjection(time, rate: 100, users: 1, TimeSpan.FromMilliseconds(30)).RunAsync(scenario, timeline, CancellationToken.None);

        await Eventually.HoldsAsync(() => stub.Requests.Count == 1);
        // Three find room to wait, and have waited too long by the time the user is free.
        await Eventually.HoldsAsync(() => timeline.Measured.Dropped == 16, () => time.Advance(Millisecond));
        stall.SetResult();
        await running;

        Assert.Equal(19, timeline.Measured.Dropped);
        Assert.Equal(1, timeline.Measured.Begun);
    }

    [Fact]
    public async Task The_rate_is_kept_while_the_server_keeps_up()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var time = new FakeTimeProvider();
        using var scenario = Deliveries(stub, time);
        var timeline = Start(time, scenario, TimeSpan.FromMilliseconds(500));
        var running = new OpenInjection(time, rate: 200, users: 4, TimeSpan.FromMinutes(1)).RunAsync(scenario, timeline, CancellationToken.None);

        await Eventually.HoldsAsync(() => running.IsCompleted, () => time.Advance(Millisecond));
        await running;

        Assert.Equal(100, timeline.Measured.Begun);
        Assert.Equal(100, timeline.Measured.CountTransactions().Accepted);
    }

    [Fact]
    public async Task An_interruption_ends_the_load_early()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var time = new FakeTimeProvider();
        using var scenario = Deliveries(stub, time);
        using var stop = new CancellationTokenSource();
        var timeline = Start(time, scenario, TimeSpan.FromHours(1));
        var running = new OpenInjection(time, rate: 100, users: 2, TimeSpan.FromMinutes(1)).RunAsync(scenario, timeline, stop.Token);

        await Eventually.HoldsAsync(() => timeline.Measured.CountTransactions().Accepted >= 3, () => time.Advance(Millisecond));
        await stop.CancelAsync();
        await running;

        Assert.Equal(0, timeline.InFlight);
    }

    private static OnlineMarketplaceScenario Deliveries(StubMarketplace stub, TimeProvider time) =>
        new(Runs.Options(stub, "delivery=1"), time, TimeSpan.FromMinutes(10));

    private static Timeline Start(TimeProvider time, OnlineMarketplaceScenario scenario, TimeSpan duration) =>
        new(time, new InjectionPlan(TimeSpan.Zero, duration), new Recorder(scenario.Operations), new Recorder(scenario.Operations));
}
