using Marketplace.LoadTests.Commands;

namespace Marketplace.LoadTests.Tests.Commands;

public sealed class ParsedTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("60s", 60)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    [InlineData("0s", 0)]
    public void A_duration_is_a_number_with_its_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Parsed.ReadDuration(text));

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("NaNs")]
    [InlineData("1e99h")]
    [InlineData("00:01:00")]
    public void Anything_else_is_refused_with_an_example(string text) =>
        Assert.Contains("write it as 500ms", Assert.Throws<FormatException>(() => Parsed.ReadDuration(text)).Message, StringComparison.Ordinal);
}
