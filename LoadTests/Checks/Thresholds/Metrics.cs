using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Reports;

namespace Marketplace.LoadTests.Checks.Thresholds;

/// <summary>
/// Figures that thresholds name: <c>throughput</c> (accepted transactions a second), <c>rejected</c> and <c>failed</c> (percent of
/// transactions), and of each operation <c>checkout.p50</c> to <c>checkout.max</c> (response in milliseconds), <c>checkout.rejected</c>
/// and <c>checkout.failed</c> (percent).
/// </summary>
internal static class Metrics
{
    private const string Throughput = "throughput";

    private static readonly Dictionary<string, Func<LatencySummary, double>> Latencies = new()
    {
        ["mean"] = latency => latency.Mean,
        ["p50"] = latency => latency.P50,
        ["p90"] = latency => latency.P90,
        ["p99"] = latency => latency.P99,
        ["p99.9"] = latency => latency.P999,
        ["p99.99"] = latency => latency.P9999,
        ["max"] = latency => latency.Max,
    };

    private static readonly Dictionary<string, Func<OutcomeCounts, double>> Shares = new()
    {
        ["rejected"] = counts => 100.0 * counts.Rejected / counts.Total,
        ["failed"] = counts => 100.0 * counts.Failed / counts.Total,
    };

    /// <summary>Returns <paramref name="metric"/> if it can be the name of a figure.</summary>
    /// <exception cref="FormatException">It cannot.</exception>
    public static string Known(string metric)
    {
        var (operation, figure) = Split(metric);
        var isKnown = Shares.ContainsKey(figure) || (operation.Length == 0 ? figure == Throughput : Latencies.ContainsKey(figure));
        return isKnown ? metric : throw new FormatException(
            $"'{metric}' is no figure; known are throughput, rejected, failed and, after an operation's name and a dot, "
            + $"{string.Join(", ", Latencies.Keys)}, rejected and failed.");
    }

    /// <summary>The figure's value, or null when nothing of it was measured.</summary>
    public static double? Read(string metric, PhaseReport phase)
    {
        var (operation, figure) = Split(metric);
        if (operation.Length == 0)
            return figure == Throughput ? phase.Throughput : Share(figure, phase.Transactions);
        if (phase.Operations.FirstOrDefault(known => known.Operation == operation) is not { } summary) return null;
        if (Shares.ContainsKey(figure)) return Share(figure, summary.Counts);
        return summary.Response.Count > 0 ? Latencies[figure](summary.Response) : null;
    }

    private static double? Share(string figure, OutcomeCounts counts) => counts.Total > 0 ? Shares[figure](counts) : null;

    private static (string Operation, string Figure) Split(string metric)
    {
        var dot = metric.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ("", metric) : (metric[..dot], metric[(dot + 1)..]);
    }
}
