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

        List(draft, row, new(command.Units, draft.Now, head.Revision + 1));
        var next = Change(draft, item, head, head with { Reserved = head.Reserved + command.Units, Watched = true });
        return new(ReserveStatus.Reserved, next.Available);
    }

    /// <summary>The line is sold; one that is not reserved is left alone.</summary>
    public static void Confirm(IDraft<StockHead> draft, (StockItem Item, string Row) argument)
    {
        var (item, row) = argument;
        if (draft.Get(StockRows.Living, row) is not { } living)
            return;
        var (head, units) = (draft.State!, living.Units);
        End(draft, head, row, living, (LineEnd.Sold, units, EndsKept));
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

        var living = draft.Get(StockRows.Living, row);
        var (head, units) = (draft.State ?? StockHead.Absent, living?.Units ?? 0);
        End(draft, head, row, living, (LineEnd.Released, units, EndsKept));
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
        var living = draft.Get(StockRows.Living, row);
        if (living is not null)
        {
            units = living.Units;
            next = head with { Reserved = head.Reserved - units };
        }
        else
        {
            units = Math.Min(units, ended?.Units ?? units);
            next = head with { OnHand = head.OnHand + units, Sold = head.Sold - units };
        }

        End(draft, head, row, living, (LineEnd.Returned, units, ReturnsKept));
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

    /// <summary>Gives living reservations their numbers that a build made which had no list of them.</summary>
    /// <returns>Whether all are listed now.</returns>
    public static bool ListOld(IDraft<StockHead> draft, (IReadOnlyList<string> Rows, bool AreLast) argument)
    {
        var (rows, areLast) = argument;
        var head = draft.State!;
        var revision = head.Revision;
        foreach (var row in rows)
        {
            if (draft.Get(StockRows.Living, row) is { Number: 0 } living)
                List(draft, row, living with { Number = ++revision });
        }

        draft.State = head with { Revision = revision, IsListed = head.IsListed || areLast };
        return draft.State.IsListed;
    }

    /// <summary>Takes a number out of the list whose reservation a build ended that knew of no list.</summary>
    public static void Unlist(IDraft<StockHead> draft, (string Number, string Row) argument)
    {
        var (number, row) = argument;
        if (draft.Get(StockRows.Living, row)?.Number != StockRows.NumberOf(number))
            draft.Delete(StockRows.LivingByNumber, number);
    }

    /// <summary>Gives a living reservation the next number, so that those that ended behind it need not be looked through any more.</summary>
    public static void Move(IDraft<StockHead> draft, (string Number, string Row) argument)
    {
        var (number, row) = argument;
        if (draft.Get(StockRows.Living, row) is not { } living || living.Number != StockRows.NumberOf(number))
            return;
        var head = draft.State!;
        draft.Delete(StockRows.LivingByNumber, number);
        List(draft, row, living with { Number = head.Revision + 1 });
        draft.State = head with { Revision = head.Revision + 1 };
    }

    private static void List(IDraft<StockHead> draft, string row, Reservation living)
    {
        draft.Put(StockRows.Living, row, living);
        draft.Put(StockRows.LivingByNumber, StockRows.KeyOf(living.Number), new(row, living.Units, living.Since));
    }

    private static void End(IDraft<StockHead> draft, StockHead head, string row, Reservation? living, (LineEnd How, int Units, TimeSpan Kept) end)
    {
        draft.Delete(StockRows.Living, row);
        if (living is { Number: > 0 })
            draft.Delete(StockRows.LivingByNumber, StockRows.KeyOf(living.Number));
        var mark = HourMark.KeyOf(draft.Now + end.Kept, row, head.ForgottenTo);
        draft.Put(StockRows.Ended, row, new(end.How, end.Units, HourMark.Split(mark).Hour));
        draft.Put(StockRows.EndedByHour, mark, HourMark.Instance);
    }
}
