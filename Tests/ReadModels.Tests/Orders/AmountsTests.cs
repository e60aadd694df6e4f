using Marketplace.ReadModels.Orders;

namespace Marketplace.ReadModels.Tests.Orders;

public sealed class AmountsTests
{
    [Fact]
    public void An_amount_is_kept_exactly()
        => Assert.Equal(79228162514264337593543.950335m, Amounts.Parse(Amounts.Format(79228162514264337593543.950335m)));

    [Fact]
    public void A_sum_beyond_a_decimal_is_the_largest_one()
    {
        Assert.Equal(decimal.MaxValue, Amounts.Add(decimal.MaxValue, decimal.MaxValue));
        Assert.Equal(decimal.MinValue, Amounts.Add(decimal.MinValue, decimal.MinValue));
    }
}
