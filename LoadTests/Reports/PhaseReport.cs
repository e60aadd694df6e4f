using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Reports;

/// <summary>The figures of one phase.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Transactions">Outcomes of all transactions.</param>
/// <param name="Throughput">Accepted transactions a second.</param>
/// <param name="RequestedRate">Iterations a second that were asked for; null in closed injection.</param>
/// <param name="AchievedRate">Iterations a second that began.</param>
/// <param name="Dropped">Iterations that were due and could not begin.</param>
/// <param name="Lateness">How late iterations began.</param>
/// <param name="Operations">Figures of each operation.</param>
internal sealed record PhaseReport(
    double Seconds,
    OutcomeCounts Transactions,
    double Throughput,
    double? RequestedRate,
    double AchievedRate,
    long Dropped,
    LatencySummary Lateness,
    IReadOnlyList<OperationSummary> Operations)
{
    public static PhaseReport Of(Recorder recorder, TimeSpan time, TimeSpan injecting, double? rate)
    {
        var transactions = recorder.CountTransactions();
        return new PhaseReport(
            Math.Round(time.TotalSeconds, 3),
            transactions,
            PerSecond(transactions.Accepted, time),
            rate,
            PerSecond(recorder.Begun, injecting),
            recorder.Dropped,
            recorder.SummariseLateness(),
            recorder.Summarise());
    }

    private static double PerSecond(long count, TimeSpan time) => time > TimeSpan.Zero ? Math.Round(count / time.TotalSeconds, 1) : 0;
}
