using System.Globalization;
using Marketplace.LoadTests.Reports;

namespace Marketplace.LoadTests.Checks.Thresholds;

/// <summary>What became of a threshold.</summary>
/// <param name="Threshold">The threshold as written.</param>
/// <param name="Found">The figure, or that there is none.</param>
/// <param name="IsMet">Whether the figure is as demanded. A figure that was not measured meets nothing.</param>
internal sealed record ThresholdResult(string Threshold, string Found, bool IsMet)
{
    public static ThresholdResult Of(Threshold threshold, PhaseReport phase) => Metrics.Read(threshold.Metric, phase) is { } value
        ? new ThresholdResult(threshold.ToString(), value.ToString("0.###", CultureInfo.InvariantCulture), threshold.IsMetBy(value))
        : new ThresholdResult(threshold.ToString(), "not measured", false);
}
