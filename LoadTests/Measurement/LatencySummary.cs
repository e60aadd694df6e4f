namespace Marketplace.LoadTests.Measurement;

/// <summary>Percentiles of a set of durations, in milliseconds.</summary>
internal sealed record LatencySummary(
    long Count, double Mean, double P50, double P90, double P99, double P999, double P9999, double Max)
{
    public static LatencySummary Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);
}
