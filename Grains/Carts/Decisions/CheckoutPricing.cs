using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>
/// Makes an order's lines of a cart's rows, at the prices there are now, where the buyer agrees to them. He agrees to the offer
/// there was when he last said how many he wants; and, in a checkout that names a version of the cart, to the offers that this
/// version shows.
/// </summary>
internal static class CheckoutPricing
{
    public static PricedCheckout Price(CartRow[] rows, Product?[] products, CheckoutConsent consent, long? cartVersion)
    {
        var lines = ImmutableArray.CreateBuilder<OrderLine>(rows.Length);
        ImmutableArray<LineProblem>.Builder? problems = null;
        List<CartNote>? notes = null;
        var isRefused = false;
        for (var place = 0; place < rows.Length; place++)
        {
            var (row, product) = (rows[place], products[place]);
            if (product is not { Status: ProductStatus.Active })
            {
                (problems ??= ImmutableArray.CreateBuilder<LineProblem>()).Add(ProblemOf(row, RefusalCodes.ProductUnavailable));
                isRefused |= consent == CheckoutConsent.Explicit;
            }
            else if (!row.Agreed.Holds(product) && !Agrees(row, product, consent, cartVersion))
            {
                (problems ??= ImmutableArray.CreateBuilder<LineProblem>()).Add(ProblemOf(row, RefusalCodes.PriceChanged));
                (notes ??= []).Add(new CartNote(CartRows.KeyOf(row), Offer.Of(product)));
                isRefused = true;
            }
            else if (lines.Count > 0 && lines[0].UnitPrice.Currency != product.Price.Currency)
            {
                return new PricedCheckout(
                    [], [], [], new Refusal(RefusalCodes.CurrencyMixed, "The items of the cart are priced in two currencies."));
            }
            else
            {
                lines.Add(LineOf(row, product));
            }
        }

        return isRefused || lines.Count == 0
            ? new PricedCheckout([], problems!.ToImmutable(), notes ?? [], CheckoutAnswer.RefusalOf(problems[0].Code))
            : new PricedCheckout(lines.DrainToImmutable(), problems?.ToImmutable() ?? [], [], null);
    }

    /// <summary>A line of an order: each of its sums is rounded once.</summary>
    public static OrderLine LineOf(CartRow row, Product product)
    {
        var items = (product.Price * row.Quantity).Round();
        var discount = new Money(row.Discount, items.Currency).Round();
        return new OrderLine
        {
            SellerId = row.SellerId,
            ProductId = row.ProductId,
            Name = product.Name,
            Quantity = row.Quantity,
            UnitPrice = product.Price,
            Items = items,
            Freight = (product.Freight * row.Quantity).Round(),
            Discount = discount.Amount > items.Amount ? items : discount,
            ProductRevision = product.Revision,
            Label = product.Label,
            Category = product.Category,
        };
    }

    private static bool Agrees(CartRow row, Product product, CheckoutConsent consent, long? cartVersion)
        => consent == CheckoutConsent.ByRepeating
            ? row.Shown is not null || row.Problem == RefusalCodes.PriceChanged
            : row.Shown is { } shown && shown.Holds(product) && cartVersion >= row.ShownAt;

    private static LineProblem ProblemOf(CartRow row, string code) => new(row.SellerId, row.ProductId, code, null);
}
