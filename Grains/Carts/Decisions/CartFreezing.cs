using Marketplace.Grains.Interfaces.Carts;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>The moment a cart's lines are fixed for an order.</summary>
internal static class CartFreezing
{
    /// <summary>
    /// Takes the lines as they are in the order of all changes, and freezes them: what is decided before is in the answer, what is
    /// decided after goes beside. The answer waits until all it shows is durable.
    /// </summary>
    public static CartSnapshot Freeze(IDraft<CartState> draft, (CartStanding Standing, string IdempotencyKey) checkout)
    {
        if (draft.Get(CartRows.Keys, checkout.IdempotencyKey) is { } known)
            return new CartSnapshot { Known = known };
        if (draft.State is not { Lines: > 0 } state)
            return new CartSnapshot();
        checkout.Standing.Freeze(state.Checkout);
        return new CartSnapshot { State = state, Lines = RowsOf(draft.Range(CartRows.Lines, null, CartLimits.MaxLines)) };
    }

    /// <summary>The cart as people see it.</summary>
    public static CartSnapshot Look(IDraft<CartState> draft, CartStanding standing) => new()
    {
        State = draft.State,
        Lines = RowsOf(draft.Range(CartRows.Lines, null, CartLimits.MaxLines)),
        Added = RowsOf(draft.Range(CartRows.Added, null, CartLimits.MaxLines)),
        IsFrozen = draft.State is { } state && standing.IsFrozenAt(state.Checkout),
    };

    private static CartRow[] RowsOf(IReadOnlyList<KeyValuePair<string, CartRow>> range)
    {
        var rows = new CartRow[range.Count];
        for (var place = 0; place < rows.Length; place++)
            rows[place] = range[place].Value;
        return rows;
    }
}
