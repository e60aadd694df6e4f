using CsCheck;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

public sealed class VoucherPricingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_amount_is_shared_over_lines_and_so_over_sellers()
    {
        var priced = Apply([Line(10m), Line(20m)], new VoucherTerms { Discount = Samples.Brl(4) });

        Assert.Equal([1.33m, 2.67m], priced.Lines.Select(line => line.Discount.Amount));
        Assert.Equal(new OrderVoucher("v0", 3), Assert.Single(priced.Vouchers));
        Assert.Null(priced.Refusal);
    }

    [Fact]
    public void A_percentage_is_rounded_half_to_even_and_is_of_what_the_vouchers_before_have_left()
    {
        Assert.Equal(0.02m, Discount(Apply([Line(0.25m)], Percent(10))));
        Assert.Equal(0.04m, Discount(Apply([Line(0.35m)], Percent(10))));
        Assert.Equal(4m + 1.6m, Discount(Apply([Line(20m)], new VoucherTerms { Discount = Samples.Brl(4) }, Percent(10))));
        Assert.Equal(2m + 4m, Discount(Apply([Line(20m)], Percent(10), new VoucherTerms { Discount = Samples.Brl(4) })));
    }

    [Fact]
    public void More_than_the_goods_cost_takes_off_what_they_cost_and_no_freight()
    {
        var priced = Apply([Line(10m), Line(20m)], new VoucherTerms { Discount = Samples.Brl(1_000) }, Percent(50));

        Assert.Equal([10m, 20m], priced.Lines.Select(line => line.Discount.Amount));
        Assert.Equal([1m, 1m], priced.Lines.Select(line => line.Total.Amount));
        Assert.Equal(2, priced.Vouchers.Length);
    }

    [Fact]
    public void What_a_line_is_less_by_already_is_added_to()
    {
        var priced = Apply([Line(10m) with { Discount = Samples.Brl(8) }, Line(2m)], Percent(50));

        Assert.Equal([9m, 1m], priced.Lines.Select(line => line.Discount.Amount));
    }

    [Fact]
    public void Whatever_is_taken_off_what_is_left_is_shared_by_bounds_and_sums() => Gen
        .Select(Gen.Int[0, 5_000].Array[1, 12], Gen.Select(Gen.Bool, Gen.Int[1, 10_000]).Array[1, 5])
        .Sample(
            (costs, vouchers) =>
            {
                var lines = costs.Select(cost => Line(cost / 100m)).ToArray();
                var terms = vouchers.Select(voucher => voucher.Item1
                    ? Percent(voucher.Item2 / 100m)
                    : new VoucherTerms { Discount = Samples.Brl(voucher.Item2 / 100m) }).ToArray();
                var priced = Apply(lines, terms);

                var left = lines.Sum(line => line.Items.Amount);
                foreach (var term in terms)
                    left -= Math.Min(left, Samples.Brl(term.Discount?.Amount ?? left * term.Percent!.Value / 100).Round().Amount);
                Assert.Equal(left, priced.Lines.Sum(line => line.Items.Amount - line.Discount.Amount));
                Assert.All(priced.Lines, line => Assert.InRange(line.Discount.Amount, 0, line.Items.Amount));
                Assert.All(priced.Lines, line => Assert.Equal(line.Discount, line.Discount.Round()));
            },
            iter: 5_000);

    public static TheoryData<string, Voucher?> Unusable() => new()
    {
        { RefusalCodes.VoucherUnknown, null },
        { RefusalCodes.VoucherDisabled, Voucher(Percent(10) with { Status = VoucherStatus.Disabled }) },
        { RefusalCodes.VoucherNotYetValid, Voucher(Percent(10) with { ValidFrom = Now.AddTicks(1) }) },
        { RefusalCodes.VoucherExpired, Voucher(Percent(10) with { ValidUntil = Now }) },
        { RefusalCodes.VoucherUsedUp, Voucher(Percent(10) with { Limit = 7 }) with { Uses = 7 } },
        { RefusalCodes.VoucherCurrency, Voucher(new VoucherTerms { Discount = new Money(1, "EUR") }) },
        { RefusalCodes.VoucherCurrency, Voucher(Percent(10) with { Minimum = new Money(1, "EUR") }) },
        { RefusalCodes.VoucherBelowMinimum, Voucher(Percent(10) with { Minimum = Samples.Brl(20.01m) }) },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void One_that_cannot_be_used_is_named_by_its_place_and_nothing_is_ordered(string code, Voucher? voucher)
    {
        var priced = VoucherPricing.Apply(
            new PricedCheckout([Line(20m)], [], [], null), ["v0", "v1"], [Voucher(Percent(1)), voucher], Now);

        Assert.Equal(code, priced.Refusal!.Code);
        Assert.Equal(new VoucherProblem(1, "v1", code), Assert.Single(priced.VoucherProblems));
        Assert.Empty(priced.Lines);
    }

    [Fact]
    public void At_its_first_moment_at_its_minimum_and_for_its_last_use_it_can_be_used()
    {
        var terms = Percent(10) with { ValidFrom = Now, ValidUntil = Now.AddTicks(1), Limit = 8, Minimum = Samples.Brl(20) };

        Assert.Null(VoucherPricing.Apply(new PricedCheckout([Line(20m)], [], [], null), ["v0"], [Voucher(terms) with { Uses = 7 }], Now).Refusal);
    }

    private static PricedCheckout Apply(OrderLine[] lines, params VoucherTerms[] terms)
        => VoucherPricing.Apply(
            new PricedCheckout([.. lines], [], [], null),
            [.. terms.Select((_, place) => $"v{place}")],
            [.. terms.Select((term, place) => Voucher(term) with { VoucherId = $"v{place}" })],
            Now);

    private static decimal Discount(PricedCheckout priced) => Assert.Single(priced.Lines).Discount.Amount;

    private static OrderLine Line(decimal items) => Samples.Line("s1", "p1", 1, items);

    private static VoucherTerms Percent(decimal percent) => new() { Percent = percent };

    private static Voucher Voucher(VoucherTerms terms) => new() { VoucherId = "v0", Terms = terms, Version = 3, CreatedAt = Now };
}
