namespace Marketplace.LoadTests.Checks.Thresholds;

/// <summary>How a figure must compare with a bound.</summary>
internal enum Comparison
{
    Below,
    AtMost,
    Above,
    AtLeast,
}
