using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Interfaces.Stock.Events;

namespace Marketplace.Grains.Stock;

/// <summary>What is said of an item from outside: counts, adjustments, and news of its product.</summary>
internal static class StockCounts
{
    public const long MaxOnHand = 1_000_000_000_000;

    public static Outcome<StockLevel> Set(IDraft<StockHead> draft, (StockItem Item, SetStock Command) argument)
    {
        var (item, command) = argument;
        var head = draft.State ?? StockHead.Absent;
        if (command.Precondition.Check(head.Exists ? head.Revision : null) is { } unmet)
            return unmet;
        if (command.SourceSequence < head.SourceSequence)
            return new Refusal(RefusalCodes.SequenceStale, $"Number {head.SourceSequence} was applied before.", "sourceSequence");

        // The same count again: what was sold since then stays sold.
        if (head.Exists && command.SourceSequence is not null && command.SourceSequence == head.SourceSequence)
            return new Outcome<StockLevel>(item.Level(head), null, Replayed: true);
        if (Check(head, command.OnHand, "onHand") is { } refusal)
            return refusal;

        var next = StockLines.Change(draft, item, head, head with
        {
            Exists = true,
            OnHand = command.OnHand,
            SourceSequence = command.SourceSequence ?? head.SourceSequence,
            Label = command.Label ?? head.Label,
        });
        if (!head.Exists || next.OnHand != head.OnHand)
            draft.Emit(new StockCounted(item.SellerId, item.ProductId, next.OnHand, next.OnHand - head.OnHand, null));
        return item.Level(next)!;
    }

    public static Outcome<StockLevel> Adjust(IDraft<StockHead> draft, (StockItem Item, AdjustStock Command, Forgettable Old) argument)
    {
        var (item, command, old) = argument;
        if (StockRows.Adjustments.Recall(draft, "adjust", command.Key) is { } known)
            return known;
        if (draft.State is not { Exists: true } head)
            return new Refusal(RefusalCodes.NotFound, "There is no such item.", "productId");
        if (command.Delta is 0 or > MaxOnHand or < -MaxOnHand)
            return new Refusal(RefusalCodes.ValueInvalid, $"The difference is not 0, and at most {MaxOnHand}.", "delta");
        if (Check(head, head.OnHand + command.Delta, "delta") is { } refusal)
            return refusal;

        var next = StockLines.Change(draft, item, head, head with { OnHand = head.OnHand + command.Delta });
        draft.Emit(new StockCounted(item.SellerId, item.ProductId, next.OnHand, command.Delta, command.Reason));
        var level = item.Level(next)!;
        draft.State = next with
        {
            AdjustmentsForgottenTo = StockRows.Adjustments.Remember(draft, "adjust", command.Key, level, old, next.AdjustmentsForgottenTo),
        };
        return level;
    }

    /// <summary>News of the product: from now on an order that was priced before them is stale. Old and repeated ones change nothing.</summary>
    public static long Learn(IDraft<StockHead> draft, (StockItem Item, ImmutableArray<ProductNews> News) argument)
    {
        var (item, news) = argument;
        var head = draft.State ?? StockHead.Absent;
        var next = head;
        foreach (var told in news)
        {
            if (told.Revision > next.ProductRevision)
                next = next with { ProductRevision = told.Revision, Label = told.Label };
        }

        if (next != head)
            next = StockLines.Change(draft, item, head, next);
        return next.ProductRevision;
    }

    /// <summary>Starts the item of a later generation from the loaded one.</summary>
    public static bool Seed(IDraft<StockHead> draft, StockItem item)
    {
        if (draft.State is not null)
            return false;
        StockLines.Change(draft, item, StockHead.Absent, StockHead.Absent with
        {
            Exists = true,
            OnHand = KeySpaceTemplate.UnitsOnHand,
            Label = KeySpaceTemplate.Label,
        });
        return true;
    }

    /// <summary>Nothing is reserved: nobody needs to look after the item.</summary>
    public static void Unwatch(IDraft<StockHead> draft, StockItem _)
    {
        if (draft.State is { Watched: true, Reserved: 0 } head)
            draft.State = head with { Watched = false };
    }

    /// <summary>No reservation up to a number is living any more.</summary>
    public static void NoteEnded(IDraft<StockHead> draft, long endedTo)
    {
        if (draft.State is { } head && head.EndedTo < endedTo)
            draft.State = head with { EndedTo = endedTo };
    }

    private static Refusal? Check(StockHead head, long onHand, string param) => onHand switch
    {
        < 0 or > MaxOnHand => new(RefusalCodes.ValueInvalid, $"Units on hand are from 0 to {MaxOnHand}.", param),
        _ when onHand < head.Reserved => new(RefusalCodes.StateConflict, $"{head.Reserved} units are reserved.", param),
        _ => null,
    };
}
