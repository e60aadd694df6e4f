using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Reports;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace;
using Marketplace.LoadTests.Tests.Stub;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.LoadTests.Tests;

public sealed class LoadTestRunTests
{
    [Fact]
    public async Task An_interrupted_run_is_checked_and_reported_all_the_same()
    {
        await using var stub = await StubMarketplace.StartAsync();
        using var stop = new CancellationTokenSource();
        stub.Stall = _ => stub.Books.Paid >= 20 ? stop.CancelAsync() : Task.CompletedTask;
        using var output = new StringWriter();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub), TimeProvider.System, Runs.Timeout);
        var report = await RunAsync(TimeProvider.System, output, scenario, new InjectionPlan(TimeSpan.Zero, TimeSpan.FromHours(1)), stop.Token);

        Assert.True(report.Interrupted);
        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Equal(stub.Books.Paid, report.Measured.Transactions.Accepted);
        Assert.All(report.Checks, check => Assert.Equal(CheckOutcome.Held, check.Outcome));
        Assert.InRange(report.Measured.Seconds, 0, 60);
    }

    [Fact]
    public async Task Each_second_has_a_line_with_what_happened_in_it()
    {
        await using var stub = await StubMarketplace.StartAsync();
        var time = new FakeTimeProvider();
        using var output = new StringWriter();
        using var scenario = new OnlineMarketplaceScenario(Runs.Options(stub, "delivery=1"), time, Runs.Timeout);
        var running = RunAsync(time, output, scenario, new InjectionPlan(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2)), CancellationToken.None);
        await Eventually.HoldsAsync(() => running.IsCompleted, () => time.Advance(TimeSpan.FromMilliseconds(20)));
        var report = await running;

        var lines = output.ToString().Split('\n').Where(line => line.Contains("/s accepted", StringComparison.Ordinal)).ToArray();
        Assert.InRange(lines.Length, 3, 4);
        Assert.Contains("1 s warm-up", lines[0], StringComparison.Ordinal);
        Assert.Contains("2 s measured", lines[1], StringComparison.Ordinal);
        Assert.Equal(1.5, report.WarmUp.Seconds);
        Assert.True(report.WarmUp.Transactions.Accepted > 0);
        Assert.Equal(report.Measured.Transactions.Accepted / report.Measured.Seconds, report.Measured.Throughput, 1.0);
    }

    private static Task<RunReport> RunAsync(
        TimeProvider time, TextWriter output, OnlineMarketplaceScenario scenario, InjectionPlan plan, CancellationToken stop) =>
        new LoadTestRun(time, output).RunAsync(scenario, new ClosedInjection(time, users: 2), plan, [], new Dictionary<string, string>(), stop);
}
