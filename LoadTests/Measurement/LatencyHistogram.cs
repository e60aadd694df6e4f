using HdrHistogram;

namespace Marketplace.LoadTests.Measurement;

/// <summary>Durations in microseconds with three significant digits, from 1 µs to ten minutes.</summary>
/// <remarks>Not thread-safe. Longer durations count as ten minutes rather than get lost.</remarks>
internal sealed class LatencyHistogram
{
    private static readonly long Highest = (long)TimeSpan.FromMinutes(10).TotalMicroseconds;

    private readonly LongHistogram _histogram = new(1, Highest, numberOfSignificantValueDigits: 3);

    public void Record(TimeSpan duration) => _histogram.RecordValue(Math.Clamp((long)duration.TotalMicroseconds, 0, Highest));

    public void Reset() => _histogram.Reset();

    public LatencySummary Summarise()
    {
        if (_histogram.TotalCount == 0) return LatencySummary.Empty;
        return new LatencySummary(
            _histogram.TotalCount,
            Milliseconds(_histogram.GetMean()),
            Percentile(50),
            Percentile(90),
            Percentile(99),
            Percentile(99.9),
            Percentile(99.99),
            Milliseconds(_histogram.GetMaxValue()));
    }

    private double Percentile(double percentile) => Milliseconds(_histogram.GetValueAtPercentile(percentile));

    private static double Milliseconds(double microseconds) => Math.Round(microseconds / 1000, 3);
}
