using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Checks.Thresholds;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Reports;
using Marketplace.LoadTests.Scenarios;

namespace Marketplace.LoadTests;

/// <summary>One run of a scenario: prepare, inject, check, report.</summary>
internal sealed class LoadTestRun(TimeProvider time, TextWriter output)
{
    /// <param name="scenario">What to run.</param>
    /// <param name="injection">How its iterations start.</param>
    /// <param name="plan">For how long.</param>
    /// <param name="thresholds">What to demand of the figures.</param>
    /// <param name="settings">What to say in the report about how it was run.</param>
    /// <param name="stop">Ends the injection early; what was done until then is checked and reported.</param>
    /// <exception cref="ScenarioException">The scenario cannot start.</exception>
    public async Task<RunReport> RunAsync(
        IScenario scenario,
        IInjection injection,
        InjectionPlan plan,
        IReadOnlyList<Threshold> thresholds,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken stop)
    {
        var startedAt = time.GetUtcNow();
        var preparing = time.GetTimestamp();
        await scenario.PrepareAsync(stop);
        await output.WriteLineAsync($"Prepared {scenario.Name} in {time.GetElapsedTime(preparing).TotalSeconds:0.0} s.");

        var timeline = new Timeline(time, plan, new Recorder(scenario.Operations), new Recorder(scenario.Operations));
        var generator = await InjectAsync(scenario, injection, plan, timeline, stop);
        var measuredTime = timeline.MeasuredTime;
        var interrupted = stop.IsCancellationRequested;

        var warmUp = PhaseReport.Of(timeline.WarmUp, plan.WarmUp, plan.WarmUp, injection.Rate);
        var measured = PhaseReport.Of(timeline.Measured, measuredTime, interrupted ? measuredTime : plan.Duration, injection.Rate);
        return new RunReport(
            scenario.Name,
            startedAt,
            settings,
            MachineReport.OfThis(),
            warmUp,
            measured,
            GeneratorReport.Of(generator),
            interrupted,
            await CheckAsync(scenario),
            [.. thresholds.Select(threshold => ThresholdResult.Of(threshold, measured))]);
    }

    private async Task<GeneratorCost> InjectAsync(
        IScenario scenario, IInjection injection, InjectionPlan plan, Timeline timeline, CancellationToken stop)
    {
        using var ended = new CancellationTokenSource();
        var progress = new Progress(time, timeline, () => scenario.Requests, output).RunAsync(ended.Token);
        var injecting = injection.RunAsync(scenario, timeline, stop);
        if (plan.WarmUp > TimeSpan.Zero)
            await Task.WhenAny(injecting, Task.Delay(plan.WarmUp, time, stop));
        var meter = new GeneratorMeter(time, () => scenario.Requests);
        await injecting;
        var cost = meter.Read();
        await ended.CancelAsync();
        await progress;
        return cost;
    }

    // Not ended by an interruption: what was acknowledged until then must hold all the same.
    private static async Task<IReadOnlyList<CheckResult>> CheckAsync(IScenario scenario)
    {
        var results = new List<CheckResult>();
        foreach (var check in scenario.Checks) results.Add(await check.RunAsync(CancellationToken.None));
        return results;
    }
}
