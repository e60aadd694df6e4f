using System.Globalization;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What goes into a cart and out of it. While its lines are frozen, what is added goes beside them.</summary>
internal static class CartFilling
{
    /// <summary>Makes the cart, once a key.</summary>
    public static Outcome<CartState> Create(IDraft<CartState> draft, CreateCart command)
    {
        if (draft.State is { } state)
        {
            if (state.CreatedBy?.Value != command.Key.Value)
                return new Refusal(RefusalCodes.AlreadyExists, "There is such a cart already.", "Idempotency-Key");
            return state.CreatedBy == command.Key
                ? new Outcome<CartState>(state, null, Replayed: true)
                : new Refusal(RefusalCodes.KeyReused, "The idempotency key was used with another body.", "Idempotency-Key");
        }

        return draft.State = new CartState { CustomerId = command.CustomerId, CreatedBy = command.Key, TouchedAt = draft.Now };
    }

    /// <summary>Adds some of a product; makes the cart where there is none.</summary>
    public static Filled Add(IDraft<CartState> draft, CartFill fill)
    {
        var state = draft.State ?? new CartState();
        var isFrozen = fill.Standing.IsFrozenAt(state.Checkout);
        if (isFrozen && !fill.KnowsAdded)
            return Filled.Again;
        var line = draft.Get(CartRows.Lines, fill.RowKey);
        var row = isFrozen ? draft.Get(CartRows.Added, fill.RowKey) : line;
        var frozen = isFrozen && !state.DropOnFailure ? line?.Quantity ?? 0 : 0;
        if ((long)fill.Quantity + (row?.Quantity ?? 0) + frozen > CartLimits.MaxQuantity)
            return TooMany();
        var all = fill with { Quantity = (row?.Quantity ?? 0) + fill.Quantity, Discount = (row?.Discount ?? 0) + fill.Discount };
        return Put(draft, state, all, isFrozen, row, isNew: row is null && frozen == 0);
    }

    /// <summary>Says how many of a product there are to be.</summary>
    public static Filled Set(IDraft<CartState> draft, CartFill fill)
    {
        if (draft.State is not { } state)
            return NoCart();
        var line = draft.Get(CartRows.Lines, fill.RowKey);
        if (!fill.Standing.IsFrozenAt(state.Checkout))
            return Put(draft, state, fill, isFrozen: false, line, isNew: line is null);
        if (!fill.KnowsAdded)
            return Filled.Again;
        var frozen = state.DropOnFailure ? 0 : line?.Quantity ?? 0;
        var row = draft.Get(CartRows.Added, fill.RowKey);
        if (fill.Quantity < frozen)
            return Filled.Frozen(state.Checkout);
        return fill.Quantity == frozen
            ? TakeOut(draft, state, fill, CartRows.Added, row)
            : Put(draft, state, fill with { Quantity = fill.Quantity - frozen }, isFrozen: true, row, isNew: row is null && frozen == 0);
    }

    /// <summary>Takes a product out.</summary>
    public static Filled Remove(IDraft<CartState> draft, CartFill fill)
    {
        if (draft.State is not { } state)
            return NoCart();
        var line = draft.Get(CartRows.Lines, fill.RowKey);
        if (!fill.Standing.IsFrozenAt(state.Checkout))
            return TakeOut(draft, state, fill, CartRows.Lines, line);
        if (!fill.KnowsAdded)
            return Filled.Again;
        return line is not null && !state.DropOnFailure
            ? Filled.Frozen(state.Checkout)
            : TakeOut(draft, state, fill, CartRows.Added, draft.Get(CartRows.Added, fill.RowKey));
    }

    /// <summary>Empties it. What a running order may have is dropped only when that ends.</summary>
    public static Filled Empty(IDraft<CartState> draft, CartStanding standing)
    {
        if (draft.State is not { } state)
            return NoCart();
        foreach (var (key, _) in draft.Range(CartRows.Added, null, CartLimits.MaxLines))
            draft.Delete(CartRows.Added, key);
        if (standing.IsFrozenAt(state.Checkout))
        {
            draft.State = state with { Added = 0, DropOnFailure = true, TouchedAt = draft.Now };
            return default;
        }

        foreach (var (key, _) in draft.Range(CartRows.Lines, null, CartLimits.MaxLines))
            draft.Delete(CartRows.Lines, key);
        draft.State = state with { Lines = 0, Added = 0, Currency = null, TouchedAt = draft.Now };
        return default;
    }

    private static Filled Put(IDraft<CartState> draft, CartState state, CartFill fill, bool isFrozen, CartRow? row, bool isNew)
    {
        var currency = fill.Offer!.Price.Currency;
        if (state.Currency is not null && state.Currency != currency)
            return new Refusal(RefusalCodes.CurrencyMixed, $"The cart is in {state.Currency}; the product costs {currency}.");
        if (isNew && (state.DropOnFailure ? 0 : state.Lines) + state.Added >= CartLimits.MaxLines)
        {
            return new Refusal(
                RefusalCodes.CartFull, string.Create(CultureInfo.InvariantCulture, $"A cart holds {CartLimits.MaxLines} lines at most."));
        }

        draft.Put(isFrozen ? CartRows.Added : CartRows.Lines, fill.RowKey, new CartRow
        {
            SellerId = fill.SellerId,
            ProductId = fill.ProductId,
            Quantity = fill.Quantity,
            Discount = fill.Discount,
            Agreed = fill.Offer,
        });
        var more = row is null ? 1 : 0;
        draft.State = state with
        {
            Currency = currency,
            Lines = state.Lines + (isFrozen ? 0 : more),
            Added = state.Added + (isFrozen ? more : 0),
            MayBeOrdered = true,
            TouchedAt = draft.Now,
        };
        return default;
    }

    private static Filled TakeOut(IDraft<CartState> draft, CartState state, CartFill fill, RowSet<CartRow> rows, CartRow? row)
    {
        if (row is null)
            return default;
        draft.Delete(rows, fill.RowKey);
        var left = state with
        {
            Lines = state.Lines - (rows == CartRows.Lines ? 1 : 0),
            Added = state.Added - (rows == CartRows.Added ? 1 : 0),
            TouchedAt = draft.Now,
        };
        draft.State = left with { Currency = left.Lines + left.Added == 0 ? null : left.Currency };
        return default;
    }

    private static Refusal NoCart() => new(RefusalCodes.NotFound, "There is no such cart.", "cartId");

    private static Refusal TooMany() => new(
        RefusalCodes.ValueInvalid,
        string.Create(CultureInfo.InvariantCulture, $"A cart holds {CartLimits.MaxQuantity} of a product at most."),
        "quantity");
}
