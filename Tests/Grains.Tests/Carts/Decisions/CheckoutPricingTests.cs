using Marketplace.Grains.Carts;
using Marketplace.Grains.Carts.Decisions;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Carts.Decisions;

public sealed class CheckoutPricingTests
{
    private static readonly Offer Agreed = new(Samples.Brl(10), Samples.Brl(1));
    private static readonly Offer Dearer = new(Samples.Brl(12), Samples.Brl(1));
    private static readonly Product Same = Samples.Product("s1", "p1");
    private static readonly Product Changed = Samples.Product("s1", "p1", price: 12);

    private static readonly CartRow Row = new() { SellerId = "s1", ProductId = "p1", Quantity = 3, Agreed = Agreed };

    [Fact]
    public void The_price_the_buyer_agreed_to_is_ordered()
    {
        var priced = CheckoutPricing.Price([Row], [Same], CheckoutConsent.Explicit, null);

        Assert.Null(priced.Refusal);
        Assert.Equal(33m, Assert.Single(priced.Lines).Total.Amount);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(6L, false)]
    [InlineData(7L, true)]
    [InlineData(9L, true)]
    public void A_changed_price_is_ordered_only_when_the_version_that_shows_it_is_named(long? cartVersion, bool isOrdered)
    {
        var priced = CheckoutPricing.Price(
            [Row with { Shown = Dearer, ShownAt = 7 }], [Changed], CheckoutConsent.Explicit, cartVersion);

        Assert.Equal(isOrdered ? null : RefusalCodes.PriceChanged, priced.Refusal?.Code);
        Assert.Equal(isOrdered ? 0 : 1, priced.Notes.Count);
    }

    [Fact]
    public void Naming_a_version_does_not_agree_to_what_changed_since()
    {
        var priced = CheckoutPricing.Price(
            [Row with { Shown = Dearer, ShownAt = 7 }],
            [Samples.Product("s1", "p1", price: 15)],
            CheckoutConsent.Explicit,
            9);

        Assert.Equal(RefusalCodes.PriceChanged, priced.Refusal!.Code);
        Assert.Equal(15m, Assert.Single(priced.Notes).Offer.Price.Amount);
    }

    [Fact]
    public void Changed_freight_is_a_changed_price()
        => Assert.Equal(
            RefusalCodes.PriceChanged,
            CheckoutPricing.Price([Row], [Samples.Product("s1", "p1", freight: 2)], CheckoutConsent.Explicit, null).Refusal!.Code);

    [Fact]
    public void By_repeating_the_first_is_told_and_the_second_agrees_to_whatever_it_costs_then()
    {
        Assert.Equal(
            RefusalCodes.PriceChanged,
            CheckoutPricing.Price([Row], [Changed], CheckoutConsent.ByRepeating, null).Refusal!.Code);
        var again = CheckoutPricing.Price(
            [Row with { Shown = Dearer, ShownAt = 7 }], [Samples.Product("s1", "p1", price: 15)], CheckoutConsent.ByRepeating, null);
        Assert.Equal(15m, Assert.Single(again.Lines).UnitPrice.Amount);
    }

    [Theory]
    [InlineData(CheckoutConsent.Explicit, true)]
    [InlineData(CheckoutConsent.ByRepeating, false)]
    public void A_product_that_is_gone_refuses_the_checkout_or_by_repeating_is_left_out(CheckoutConsent consent, bool isRefused)
    {
        var rows = new[] { Row, Row with { ProductId = "p2" }, Row with { ProductId = "p3" } };
        var priced = CheckoutPricing.Price(
            rows, [Same, null, Samples.Product("s1", "p3", status: ProductStatus.Paused)], consent, null);

        Assert.Equal(isRefused ? RefusalCodes.ProductUnavailable : null, priced.Refusal?.Code);
        Assert.Equal(2, priced.Problems.Length);
        Assert.Equal(isRefused ? 0 : 1, priced.Lines.Length);
    }

    [Fact]
    public void Nothing_left_is_refused_also_by_repeating()
        => Assert.Equal(
            RefusalCodes.ProductUnavailable,
            CheckoutPricing.Price([Row], [null], CheckoutConsent.ByRepeating, null).Refusal!.Code);

    [Fact]
    public void Two_currencies_never_add_up()
    {
        var euros = Same with { ProductId = "p2", Price = new Money(10, "EUR"), Freight = new Money(1, "EUR") };
        var rows = new[] { Row, Row with { ProductId = "p2", Agreed = Offer.Of(euros) } };

        Assert.Equal(
            RefusalCodes.CurrencyMixed, CheckoutPricing.Price(rows, [Same, euros], CheckoutConsent.Explicit, null).Refusal!.Code);
    }

    [Theory]
    [InlineData("0.125", 1, "0", "0.12", "0")]
    [InlineData("0.135", 1, "0", "0.14", "0")]
    [InlineData("7.791", 3, "0.005", "23.37", "0")]
    [InlineData("1", 2, "5", "2", "2")]
    public void A_line_is_rounded_half_to_even_once_and_its_discount_never_exceeds_it(
        string price, int quantity, string voucher, string items, string discount)
    {
        var row = Row with { Quantity = quantity, Discount = Decimal(voucher) };
        var line = CheckoutPricing.LineOf(row, Samples.Product("s1", "p1", Decimal(price)));

        Assert.Equal((Decimal(items), Decimal(discount)), (line.Items.Amount, line.Discount.Amount));
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
