using System.Globalization;

namespace Marketplace.LoadTests.Checks.Thresholds;

/// <summary>A demand on a figure, such as <c>checkout.p99&lt;40</c> or <c>throughput&gt;=1000</c>.</summary>
/// <param name="Metric">The figure's name.</param>
/// <param name="Comparison">How it must compare.</param>
/// <param name="Bound">With what.</param>
internal sealed record Threshold(string Metric, Comparison Comparison, double Bound)
{
    private static readonly (string Sign, Comparison Comparison)[] Signs =
        [("<=", Comparison.AtMost), (">=", Comparison.AtLeast), ("<", Comparison.Below), (">", Comparison.Above)];

    private static readonly string[] Units = ["ms", "%", "/s"];

    /// <exception cref="FormatException">The text is no threshold; the message says why.</exception>
    public static Threshold Parse(string text)
    {
        foreach (var (sign, comparison) in Signs)
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            var bound = text[(at + sign.Length)..].Trim();
            if (Array.Find(Units, unit => bound.EndsWith(unit, StringComparison.Ordinal)) is { } unit) bound = bound[..^unit.Length];
            return double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? new Threshold(Metrics.Known(text[..at].Trim()), comparison, value)
                : throw new FormatException($"'{text}' does not end in a number (of milliseconds, percent or a second).");
        }
        throw new FormatException($"'{text}' compares nothing; write it as checkout.p99<40 or throughput>=1000.");
    }

    public bool IsMetBy(double value) => Comparison switch
    {
        Comparison.Below => value < Bound,
        Comparison.AtMost => value <= Bound,
        Comparison.Above => value > Bound,
        _ => value >= Bound,
    };

    public override string ToString()
    {
        var sign = Array.Find(Signs, known => known.Comparison == Comparison).Sign;
        return string.Create(CultureInfo.InvariantCulture, $"{Metric}{sign}{Bound}");
    }
}
