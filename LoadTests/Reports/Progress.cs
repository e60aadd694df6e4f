using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Reports;

/// <summary>One line each second while a run goes on.</summary>
internal sealed class Progress(TimeProvider time, Timeline timeline, Func<long> requests, TextWriter output)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _number;
    private OutcomeCounts _before;

    /// <summary>Prints until <paramref name="stop"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var meter = new GeneratorMeter(time, requests);
        while (await WaitAsync(timer, stop))
        {
            var cost = meter.Read();
            meter = new GeneratorMeter(time, requests);
            Print(cost);
        }
    }

    private void Print(GeneratorCost cost)
    {
        var isWarmUp = timeline.IsWarmUp(time.GetTimestamp());
        var counts = timeline.WarmUp.CountTransactions() + timeline.Measured.CountTransactions();
        var (accepted, rejected, failed) = counts - _before;
        _before = counts;
        var response = (isWarmUp ? timeline.WarmUp : timeline.Measured).TakeInterval();
        output.WriteLine($"{++_number,5} s {(isWarmUp ? "warm-up " : "measured")} {accepted / cost.Elapsed.TotalSeconds,8:#,0}/s "
            + $"accepted {accepted,6} rejected {rejected,5} failed {failed,5}  p50 {response.P50,7:0.00} p99 {response.P99,7:0.00} ms  "
            + $"in flight {timeline.InFlight,4} dropped {timeline.WarmUp.Dropped + timeline.Measured.Dropped}  generator {cost.CpuShare * 100:0} % CPU");
    }

    private static async ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
