using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Orders.Vouchers;

public sealed class VoucherRulesTests
{
    private static readonly VoucherTerms Ten = VoucherUnderTest.Ten;
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_change_is_a_version_and_the_same_again_or_a_use_is_none()
    {
        var voucher = VoucherUnderTest.With();
        voucher.Use("o1");

        Assert.Equal(1, voucher.Put(Ten).Value!.Version);
        var changed = voucher.Put(Ten with { Limit = 5 }, Precondition.MustBeAt(1)).Value!;

        Assert.Equal((2, 1, 5), (changed.Version, changed.Uses, changed.Terms.Limit));
        Assert.Equal(RefusalCodes.VersionStale, voucher.Put(Ten, Precondition.MustBeAt(1)).Refusal!.Code);
        Assert.Equal(RefusalCodes.AlreadyExists, voucher.Put(Ten, Precondition.MustBeAbsent).Refusal!.Code);
        Assert.Equal(RefusalCodes.NotFound, new VoucherUnderTest().Put(Ten, Precondition.MustBeAt(1)).Refusal!.Code);
    }

    [Fact]
    public void A_limit_is_not_below_what_is_used()
    {
        var voucher = VoucherUnderTest.With();
        voucher.Use("o1");
        voucher.Use("o2");

        var refusal = voucher.Put(Ten with { Limit = 1 }).Refusal!;

        Assert.Equal((RefusalCodes.StateConflict, "limit"), (refusal.Code, refusal.Param));
        Assert.True(voucher.Put(Ten with { Limit = 2 }).Succeeded);
        voucher.Check();
    }

    public static TheoryData<string, VoucherTerms> Senseless() => new()
    {
        { "discount", new VoucherTerms() },
        { "percent", Ten with { Discount = Samples.Brl(1) } },
        { "percent", new VoucherTerms { Percent = 0 } },
        { "percent", new VoucherTerms { Percent = 100.01m } },
        { "discount.amount", new VoucherTerms { Discount = Samples.Brl(0) } },
        { "minimum.amount", Ten with { Minimum = Samples.Brl(-1) } },
        { "minimum.currency", new VoucherTerms { Discount = Samples.Brl(1), Minimum = new Money(1, "EUR") } },
        { "validUntil", Ten with { ValidFrom = Day, ValidUntil = Day } },
        { "limit", Ten with { Limit = 0 } },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void Terms_that_make_no_sense_are_refused_and_their_member_named(string param, VoucherTerms terms)
    {
        var refusal = new VoucherUnderTest().Put(terms).Refusal!;

        Assert.Equal((RefusalCodes.ValueInvalid, param), (refusal.Code, refusal.Param));
    }
}
