using CsCheck;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

public sealed class DiscountSharesTests
{
    private static readonly Gen<string> Currency = Gen.Int[0, 2].Select(place => new[] { "JPY", "BRL", "KWD" }[place]);

    // What a line costs at most is a price of 10^9 times a million units.
    private static readonly Gen<long[]> Lines = Gen.OneOf(Gen.Long[0, 20], Gen.Long[0, 100_000], Gen.Long[0, 1_000_000_000_000_000_000]).Array[1, 30];

    private static readonly Gen<(string Currency, decimal[] Lines, decimal Discount)> Cases =
        from currency in Currency
        from lines in Lines
        from part in Gen.Double[0, 1]
        let unit = UnitOf(currency)
        let costs = lines.Select(line => line * unit).ToArray()
        let wanted = new Money(costs.Sum() * (decimal)part, currency).Round().Amount
        select (currency, costs, Math.Min(wanted, costs.Sum()));

    [Fact]
    public void Shares_sum_exactly_and_none_is_below_zero_or_above_its_line() => Cases.Sample(
        of =>
        {
            var shares = DiscountShares.Of(of.Discount, of.Lines, of.Currency);

            Assert.Equal(of.Discount, shares.Sum());
            Assert.All(shares.Zip(of.Lines), share => Assert.InRange(share.First, 0, share.Second));
        },
        iter: 20_000);

    [Fact]
    public void Each_share_is_less_than_a_minor_unit_off_its_part() => Cases.Sample(
        of =>
        {
            var total = of.Lines.Sum();
            var (shares, unit) = (DiscountShares.Of(of.Discount, of.Lines, of.Currency), UnitOf(of.Currency));

            // What is compared is rounded itself where it is large.
            var off = total == 0 ? [] : shares.Zip(of.Lines, (share, line) => Math.Abs(share - (of.Discount * (line / total)))).ToArray();
            Assert.All(off.Zip(of.Lines), line => Assert.True(line.First < unit + (line.Second * 1e-20m), $"{line.First}"));
        },
        iter: 5_000);

    [Fact]
    public void The_same_is_shared_the_same_way() => Cases.Sample(
        of => Assert.Equal(DiscountShares.Of(of.Discount, of.Lines, of.Currency), DiscountShares.Of(of.Discount, of.Lines, of.Currency)), iter: 1_000);

    [Fact]
    public void Lines_that_cost_more_get_no_less() => Cases.Sample(
        of =>
        {
            // Of two that cost the same the one before may get the unit that is left.
            var shares = DiscountShares.Of(of.Discount, [.. of.Lines.OrderDescending()], of.Currency);
            Assert.Equal(shares.OrderDescending(), shares);
        },
        iter: 5_000);

    [Theory]
    [InlineData("BRL", "0.10", "0.04 0.03 0.03", "1.00 1.00 1.00")]
    [InlineData("BRL", "0.01", "0 0.01 0", "1.00 1.01 1.00")]
    [InlineData("JPY", "100", "33 67", "100 200")]
    [InlineData("KWD", "0.001", "0.001 0", "0.500 0.500")]
    [InlineData("BRL", "3.00", "1.00 0 2.00", "1.00 0 2.00")]
    [InlineData("BRL", "0", "0 0", "1.00 0")]
    [InlineData("BRL", "0", "0 0", "0 0")]
    [InlineData("BRL", "-0.00", "0 0", "1.00 0")]
    public void What_is_left_goes_to_who_lost_most(string currency, string discount, string shares, string lines)
        => Assert.Equal(Decimals(shares), DiscountShares.Of(Decimals(discount)[0], Decimals(lines), currency));

    [Theory]
    [InlineData("-0.01")]
    [InlineData("2.01")]
    public void Less_than_nothing_or_more_than_the_lines_cost_cannot_be_shared(string discount)
        => Assert.Throws<ArgumentOutOfRangeException>(() => DiscountShares.Of(Decimals(discount)[0], [1.00m, 1.00m], "BRL"));

    private static decimal UnitOf(string currency) => currency switch { "JPY" => 1m, "BRL" => 0.01m, _ => 0.001m };

    private static decimal[] Decimals(string text)
        => [.. text.Split(' ').Select(number => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
