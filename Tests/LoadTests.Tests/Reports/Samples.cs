using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Checks.Thresholds;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Reports;

namespace Marketplace.LoadTests.Tests.Reports;

/// <summary>Reports to test with.</summary>
internal static class Samples
{
    public static PhaseReport Phase(long dropped = 0)
    {
        var counts = new OutcomeCounts(80, 10, 10);
        var latency = new LatencySummary(80, 12, 10, 20, 25, 30, 35, 40);
        OperationSummary[] operations =
        [
            new("checkout", true, counts, 5, 2, new Dictionary<int, long> { [409] = 10, [0] = 10 }, "ConnectionError", latency, latency, latency),
            new("delivery", true, default, 0, 0, new Dictionary<int, long>(), null, LatencySummary.Empty, LatencySummary.Empty, LatencySummary.Empty),
        ];
        return new PhaseReport(60, counts, 1000, 2000, 1999.5, dropped, LatencySummary.Empty, operations);
    }

    public static RunReport Report(
        CheckOutcome check = CheckOutcome.Held, long dropped = 0, bool isMet = true, bool interrupted = false) => new(
        "online-marketplace",
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        new Dictionary<string, string> { ["seed"] = "1" },
        new MachineReport(2, "Linux", "X64", ".NET 10"),
        Phase(),
        Phase(dropped),
        new GeneratorReport(30.5, 27.3, 1598, 100),
        interrupted,
        [new CheckResult("dashboard totals", check, "100 sellers", check == CheckOutcome.Broken ? ["seller 1: wrong"] : [])],
        [new ThresholdResult("checkout.p99<40", "25", isMet)]);
}
