using System.Globalization;
using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class PriceRulesTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("7.791")]
    [InlineData("0.000001")]
    [InlineData("1000000000000")]
    [InlineData("1.10000000")]
    public void A_price_may_be(string amount) => Assert.Null(PriceRules.Check(Money(amount), Money("1")));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("0.0000001")]
    [InlineData("1000000000000.01")]
    [InlineData("79228162514264337593543950335")]
    public void A_price_may_not_be(string amount)
    {
        Assert.Equal((RefusalCodes.ValueInvalid, "price"), Refusal(Money(amount), Money("1")));
        Assert.Equal((RefusalCodes.ValueInvalid, "freight"), Refusal(Money("1"), Money(amount)));
    }

    [Fact]
    public void The_currency_is_known_and_the_same()
    {
        Assert.Equal((RefusalCodes.ValueInvalid, "price"), Refusal(new(1m, "XXX"), new(1m, "XXX")));
        Assert.Equal((RefusalCodes.ValueInvalid, "price"), Refusal(default, default));
        Assert.Equal((RefusalCodes.ValueInvalid, "freight"), Refusal(new(1m, "BRL"), new(1m, "EUR")));
    }

    private static (string?, string?) Refusal(Money price, Money freight)
        => PriceRules.Check(price, freight) is { } refusal ? (refusal.Code, refusal.Param) : (null, null);

    private static Money Money(string amount) => new(decimal.Parse(amount, CultureInfo.InvariantCulture), "BRL");
}
