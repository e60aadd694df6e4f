using Marketplace.LoadTests.Checks.Thresholds;
using Marketplace.LoadTests.Tests.Reports;

namespace Marketplace.LoadTests.Tests.Checks.Thresholds;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("checkout.p99<40", "25", true)]
    [InlineData("checkout.p99 < 25ms", "25", false)]
    [InlineData("checkout.p99<=25ms", "25", true)]
    [InlineData("checkout.p99.9<=29", "30", false)]
    [InlineData("checkout.max>10", "40", true)]
    [InlineData("throughput>=1000/s", "1000", true)]
    [InlineData("throughput>1000", "1000", false)]
    [InlineData("rejected<=10%", "10", true)]
    [InlineData("failed<5%", "10", false)]
    [InlineData("checkout.failed<=10%", "10", true)]
    public void A_threshold_is_met_by_what_was_measured_or_not(string text, string found, bool isMet)
    {
        var result = ThresholdResult.Of(Threshold.Parse(text), Samples.Phase());
        Assert.Equal((found, isMet), (result.Found, result.IsMet));
    }

    [Theory]
    [InlineData("delivery.p99<40")]
    [InlineData("unknown.p99<40")]
    [InlineData("unknown.failed<40")]
    public void What_was_not_measured_meets_nothing(string text)
    {
        var result = ThresholdResult.Of(Threshold.Parse(text), Samples.Phase());
        Assert.Equal(("not measured", false), (result.Found, result.IsMet));
    }

    [Theory]
    [InlineData("checkout.p99", "compares nothing")]
    [InlineData("checkout.p98<1", "is no figure")]
    [InlineData("p99<1", "is no figure")]
    [InlineData("<1", "is no figure")]
    [InlineData("throughput>", "does not end in a number")]
    [InlineData("throughput>many", "does not end in a number")]
    [InlineData("throughput>NaN", "does not end in a number")]
    public void A_threshold_that_makes_no_sense_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Threshold.Parse(text)).Message, StringComparison.Ordinal);
}
