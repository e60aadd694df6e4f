using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What becomes of a cart's two lists when an order ends, or was not made after all.</summary>
internal static class CartSettling
{
    /// <summary>The order of a checkout ended: what it took goes, what it did not take stays. News of another checkout has no effect.</summary>
    public static bool End(IDraft<CartState> draft, CartEnd end)
    {
        if (draft.State is not { } state || state.Checkout != end.Checkout)
            return false;
        var lines = Merge(draft, dropLines: end.Fate == OrderFate.Taken || state.DropOnFailure);
        if (end.Fate == OrderFate.Rejected)
            Flag(draft, lines, end.Problems);
        if (end is { Fate: OrderFate.Taken or OrderFate.Failed, Key: { } key })
            draft.Put(CartRows.Keys, key.Value, new CartKeyRow(end.Checkout, key.PayloadHash));
        draft.State = Settled(state, lines) with
        {
            Checkout = state.Checkout + 1,
            MayBeOrdered = lines.Count > 0,

            // Finding out that there was no order is nobody's touch.
            TouchedAt = end.Fate == OrderFate.Never ? state.TouchedAt : draft.Now,
        };
        return true;
    }

    /// <summary>No order was made: the lists are one again, and what the buyer is being told now is noted.</summary>
    public static bool Thaw(IDraft<CartState> draft, (CartStanding Standing, IReadOnlyList<CartNote> Notes) told)
    {
        told.Standing.Thaw();
        if (draft.State is not { } state)
            return false;
        if (state.Added > 0 || state.DropOnFailure)
            draft.State = Settled(state, Merge(draft, state.DropOnFailure));
        Note(draft, told.Notes);
        return true;
    }

    /// <summary>Notes offers that the buyer is being told of. Answers the version that shows them.</summary>
    public static long Note(IDraft<CartState> draft, IReadOnlyList<CartNote> notes)
    {
        if (notes.Count == 0)
            return draft.NextVersion;
        var offers = new Dictionary<string, Offer>(notes.Count, StringComparer.Ordinal);
        foreach (var note in notes)
            offers.Add(note.RowKey, note.Offer);
        Note(draft, CartRows.Lines, offers);
        Note(draft, CartRows.Added, offers);
        return draft.NextVersion;
    }

    /// <summary>Nobody has touched it for too long.</summary>
    public static bool Expire(IDraft<CartState> draft, DateTimeOffset untouchedSince)
    {
        if (draft.State is not { } state || state.TouchedAt > untouchedSince)
            return false;
        foreach (var (key, _) in draft.Range(CartRows.Lines, null, CartLimits.MaxLines))
            draft.Delete(CartRows.Lines, key);
        foreach (var (key, _) in draft.Range(CartRows.Added, null, CartLimits.MaxLines))
            draft.Delete(CartRows.Added, key);
        draft.State = state with { Lines = 0, Added = 0, Currency = null, DropOnFailure = false };
        return true;
    }

    private static CartState Settled(CartState state, Dictionary<string, CartRow> lines) => state with
    {
        Lines = lines.Count,
        Added = 0,
        DropOnFailure = false,
        Currency = lines.Count == 0 ? null : state.Currency,
    };

    /// <summary>Makes one list of two. Of a product in both, units and vouchers add up, and the later agreement counts.</summary>
    private static Dictionary<string, CartRow> Merge(IDraft<CartState> draft, bool dropLines)
    {
        var lines = new Dictionary<string, CartRow>(StringComparer.Ordinal);
        foreach (var (key, row) in draft.Range(CartRows.Lines, null, CartLimits.MaxLines))
        {
            if (dropLines)
                draft.Delete(CartRows.Lines, key);
            else
                lines.Add(key, row);
        }

        foreach (var (key, row) in draft.Range(CartRows.Added, null, CartLimits.MaxLines))
        {
            draft.Delete(CartRows.Added, key);
            var merged = lines.TryGetValue(key, out var line)
                ? row with { Quantity = line.Quantity + row.Quantity, Discount = line.Discount + row.Discount }
                : row;
            lines[key] = merged;
            draft.Put(CartRows.Lines, key, merged);
        }

        return lines;
    }

    private static void Flag(IDraft<CartState> draft, Dictionary<string, CartRow> lines, ImmutableArray<LineProblem> problems)
    {
        foreach (var problem in problems)
        {
            var key = CartRows.KeyOf(problem.SellerId, problem.ProductId);
            if (lines.TryGetValue(key, out var row))
                draft.Put(CartRows.Lines, key, row with { Problem = problem.Code });
        }
    }

    private static void Note(IDraft<CartState> draft, RowSet<CartRow> rows, Dictionary<string, Offer> offers)
    {
        foreach (var (key, row) in draft.Range(rows, null, CartLimits.MaxLines))
        {
            if (offers.TryGetValue(key, out var offer) && row.Agreed != offer)
                draft.Put(rows, key, row with { Shown = offer, ShownAt = draft.NextVersion });
        }
    }
}
