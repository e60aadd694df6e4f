using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Interfaces.Stock.Events;

namespace Marketplace.Grains.Stock;

/// <summary>
/// What orders do to an item, a line at a time. Each unit comes and goes once, in whatever order messages come:
/// <code>
/// (none) ── reserve ──► living ── confirm ──► sold ── return ──► returned
///    │                    │ └──────────── return ────────────────►
///    └────── release ─────┴── release ──► released
/// </code>
/// </summary>
internal static class StockLines
{
    // In flight a message lives for minutes; an order that was interrupted asks again when it goes on.
    private static readonly TimeSpan EndsKept = TimeSpan.FromHours(48);

    // A return is repeated by an order that was interrupted between its answer and the order's own commit, however long that takes.
    private static readonly TimeSpan ReturnsKept = TimeSpan.FromDays(90);

    public static ReserveAnswer Reserve(IDraft<StockHead> draft, (StockItem Item, Reserve Command, string Row) argument)
    {
        var (item, command, row) = argument;
        ArgumentOutOfRangeException.ThrowIfLessThan(command.Units, 1);
        var head = draft.State ?? StockHead.Absent;
        if (draft.Get(StockRows.Living, row) is not null)
            return new(ReserveStatus.Reserved, head.Available);
        if (draft.Get(StockRows.Ended, row) is { } ended)
            return new(ended.How == LineEnd.Sold ? ReserveStatus.Reserved : ReserveStatus.Released, head.Available);
        if (!head.Exists)
            return new(ReserveStatus.Unknown, 0);
        if (command.ProductRevision < head.ProductRevision)
            return new(ReserveStatus.Stale, head.Available);
        if (command.Units > head.Available)
            return new(ReserveStatus.Insufficient, head.Available);

        draft.Put(StockRows.Living, row, new(command.Units, draft.Now));
        var next = Change(draft, item, head, head with { Reserved = head.Reserved + command.Units, Watched = true });
        return new(ReserveStatus.Reserved, next.Available);
    }

    /// <summary>The line is sold; one that is not reserved is left alone.</summary>
    public static void Confirm(IDraft<StockHead> draft, (StockItem Item, string Row) argument)
    {
        var (item, row) = argument;
        if (draft.Get(StockRows.Living, row) is not { Units: var units })
            return;
        var head = draft.State!;
        End(draft, row, LineEnd.Sold, units, EndsKept);
        Change(draft, item, head, head with
        {
            OnHand = head.OnHand - units,
            Reserved = head.Reserved - units,
            Sold = head.Sold + units,
        });
    }

    /// <summary>The line holds nothing from now on. True: its units came back, or it never had any; false when they were sold before.</summary>
    public static bool Release(IDraft<StockHead> draft, (StockItem Item, string Row) argument)
    {
        var (item, row) = argument;
        if (draft.Get(StockRows.Ended, row) is { } ended)
            return ended.How != LineEnd.Sold;

        var units = draft.Get(StockRows.Living, row)?.Units ?? 0;
        var head = draft.State ?? StockHead.Absent;
        End(draft, row, LineEnd.Released, units, EndsKept);
        Change(draft, item, head, head with { Reserved = head.Reserved - units });
        return true;
    }

    /// <summary>Sold units come back, once a line. One whose confirmation was lost is still reserved: it gives its units back all the same.</summary>
    public static bool Return(IDraft<StockHead> draft, (StockItem Item, string Row, int Units) argument)
    {
        var (item, row, units) = argument;
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        var ended = draft.Get(StockRows.Ended, row);
        if (ended is { How: LineEnd.Returned or LineEnd.Released })
            return false;

        var head = draft.State ?? StockHead.Absent;
        StockHead next;
        if (draft.Get(StockRows.Living, row) is { } living)
        {
            units = living.Units;
            next = head with { Reserved = head.Reserved - units };
        }
        else
        {
            units = Math.Min(units, ended?.Units ?? units);
            next = head with { OnHand = head.OnHand + units, Sold = head.Sold - units };
        }

        End(draft, row, LineEnd.Returned, units, ReturnsKept);
        Change(draft, item, head, next);
        return true;
    }

    /// <summary>Makes a change that orders, counts and news have in common: it counts, and availability that turns is told.</summary>
    public static StockHead Change(IDraft<StockHead> draft, StockItem item, StockHead head, StockHead next)
    {
        var changed = next with { Revision = head.Revision + 1 };
        draft.State = changed;
        if (head.Available > 0 != changed.Available > 0)
            draft.Emit(new StockAvailabilityChanged(item.SellerId, item.ProductId, changed.Available > 0));
        return changed;
    }

    private static void End(IDraft<StockHead> draft, string row, LineEnd how, int units, TimeSpan kept)
    {
        var until = draft.Now + kept;
        draft.Delete(StockRows.Living, row);
        draft.Put(StockRows.Ended, row, new(how, units, HourMark.HourOf(until)));
        draft.Put(StockRows.EndedByHour, HourMark.KeyOf(until, row), HourMark.Instance);
    }
}
