using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What is shown of a cart.</summary>
internal static class CartViews
{
    /// <summary>One row a product, in key order: what is frozen, and what was added to it.</summary>
    public static CartRow[] RowsOf(CartSnapshot cart)
    {
        if (cart.Added.Length == 0)
            return cart.State is { DropOnFailure: true } ? [] : cart.Lines;
        var rows = new SortedDictionary<string, CartRow>(StringComparer.Ordinal);
        if (cart.State is { DropOnFailure: false })
        {
            foreach (var row in cart.Lines)
                rows.Add(CartRows.KeyOf(row), row);
        }

        foreach (var row in cart.Added)
        {
            var key = CartRows.KeyOf(row);
            rows[key] = rows.TryGetValue(key, out var line) ? row with { Quantity = line.Quantity + row.Quantity } : row;
        }

        return [.. rows.Values];
    }

    /// <summary>Offers that nobody was told of yet.</summary>
    public static List<CartNote> NotesOf(CartRow[] rows, Product?[] products)
    {
        var notes = new List<CartNote>();
        for (var place = 0; place < rows.Length; place++)
        {
            if (products[place] is { } product && !rows[place].Agreed.Holds(product) && rows[place].Shown?.Holds(product) is not true)
                notes.Add(new CartNote(CartRows.KeyOf(rows[place]), Offer.Of(product)));
        }

        return notes;
    }

    /// <summary>The cart with its present prices.</summary>
    public static CartView Of(CartNames names, CartSnapshot cart, CartRow[] rows, Product?[] products, long version)
    {
        var lines = ImmutableArray.CreateBuilder<CartLine>(rows.Length);
        Money? total = null;
        var isMixed = false;
        var frozen = cart.IsFrozen ? cart.Lines.Select(CartRows.KeyOf).ToHashSet(StringComparer.Ordinal) : null;
        for (var place = 0; place < rows.Length; place++)
        {
            var line = LineOf(rows[place], products[place], frozen?.Contains(CartRows.KeyOf(rows[place])) is true);
            lines.Add(line);
            isMixed |= total is { } sum && sum.Currency != line.Total.Currency;
            total = isMixed ? null : total is { } known ? known + line.Total : line.Total;
        }

        return new CartView
        {
            CartId = names.CartId,
            Version = version,
            CustomerId = cart.State!.CustomerId,
            Lines = lines.DrainToImmutable(),
            Total = total,
            CheckingOutAs = cart.IsFrozen ? names.OrderIdOf(cart.State.Checkout) : null,
        };
    }

    private static CartLine LineOf(CartRow row, Product? product, bool isCheckingOut)
    {
        var offer = product is null ? row.Agreed : Offer.Of(product);
        var priced = product is null ? null : CheckoutPricing.LineOf(row, product);
        var isChanged = offer != row.Agreed;
        return new CartLine
        {
            SellerId = row.SellerId,
            ProductId = row.ProductId,
            Name = product?.Name ?? "",
            Quantity = row.Quantity,
            UnitPrice = offer.Price,
            Total = priced?.Total ?? ((offer.Price + offer.Freight) * row.Quantity).Round(),
            OldPrice = isChanged ? row.Agreed.Price : null,
            Problem = ProblemOf(row, product, isChanged),
            CheckingOut = isCheckingOut,
        };
    }

    private static string? ProblemOf(CartRow row, Product? product, bool isChanged)
    {
        if (product is not { Status: ProductStatus.Active })
            return RefusalCodes.ProductUnavailable;
        if (isChanged)
            return RefusalCodes.PriceChanged;
        return row.Problem == RefusalCodes.PriceChanged ? null : row.Problem;
    }
}
