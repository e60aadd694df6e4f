using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>
/// What orders do to a voucher. Each counts once, in whatever order messages come:
/// <code>
/// (none) ── use ──► open ── keep ──► kept
///    │               │                 │
///    └─── release ───┴──── release ────┴──► released
/// </code>
/// </summary>
/// <remarks>A use is kept as a row as long as its order lives, so one that is given back after months is known still.</remarks>
internal static class VoucherUses
{
    public const int ForgottenAtOnce = 4;

    // In flight a message lives for minutes; an order that was interrupted asks again when it goes on.
    private static readonly TimeSpan ReleasesKept = TimeSpan.FromHours(48);

    /// <summary>Counts an order. Null when it is counted, by this or an earlier command.</summary>
    public static Refusal? Use(IDraft<VoucherHead> draft, UseVoucher command)
    {
        var order = command.OrderKey;
        if (draft.Get(VoucherRows.Uses, order) is not null)
            return null;
        if (draft.Get(VoucherRows.Released, order) is not null)
            return new Refusal(RefusalCodes.StateConflict, "The order has given it back.");
        if (draft.State is not { View: { } voucher } head)
            return new Refusal(RefusalCodes.VoucherUnknown, "There is no such voucher.");
        if (voucher.ProblemAt(draft.Now) is { } problem)
            return new Refusal(problem, "It cannot be used now.");
        if (voucher.Version != command.Version)
            return new Refusal(RefusalCodes.VoucherChanged, $"It is at version {voucher.Version}, not {command.Version}.");

        draft.State = List(draft, head with { Uses = head.Uses + 1, Open = head.Open + 1, Watched = true }, order, new VoucherUse(draft.Now, 0));
        return null;
    }

    /// <summary>The order is paid; one that is not counted is left alone.</summary>
    public static void Keep(IDraft<VoucherHead> draft, string order)
    {
        if (draft.Get(VoucherRows.Uses, order) is not { Number: > 0 } use)
            return;
        var head = draft.State!;
        draft.Delete(VoucherRows.Open, VoucherRows.KeyOf(use.Number));
        draft.Put(VoucherRows.Uses, order, use with { Number = 0 });
        draft.State = head with { Open = head.Open - 1 };
    }

    /// <summary>The order does not use it from now on, and never will.</summary>
    /// <returns>Whether it did till now.</returns>
    public static bool Release(IDraft<VoucherHead> draft, (string Order, string? Oldest) argument)
    {
        var (order, oldest) = argument;
        if (draft.Get(VoucherRows.Released, order) is not null)
            return false;
        var head = draft.State ?? VoucherHead.Absent;
        var use = draft.Get(VoucherRows.Uses, order);
        if (use is not null)
        {
            draft.Delete(VoucherRows.Uses, order);
            head = head with { Uses = head.Uses - 1 };
        }

        if (use is { Number: > 0 } open)
        {
            draft.Delete(VoucherRows.Open, VoucherRows.KeyOf(open.Number));
            head = head with { Open = head.Open - 1 };
        }

        draft.Put(VoucherRows.Released, order, new ReleasedUse(draft.Now));
        draft.Put(VoucherRows.ReleasedByHour, HourMark.KeyOf(draft.Now + ReleasesKept, order, head.ForgottenTo), HourMark.Instance);
        draft.State = head with { ForgottenTo = Forget(draft, oldest, head.ForgottenTo) };
        return use is not null;
    }

    /// <summary>Puts an open use behind the others: its order was asked, and goes on.</summary>
    public static void Move(IDraft<VoucherHead> draft, (string Number, string Order) argument)
    {
        var (number, order) = argument;
        if (draft.Get(VoucherRows.Uses, order) is not { } use || use.Number != VoucherRows.NumberOf(number))
            return;
        draft.Delete(VoucherRows.Open, number);
        draft.State = List(draft, draft.State!, order, use);
    }

    /// <summary>No open use has a number up to this one.</summary>
    public static void NoteClosed(IDraft<VoucherHead> draft, long closedTo)
    {
        if (draft.State is { } head && head.ClosedTo < closedTo)
            draft.State = head with { ClosedTo = closedTo };
    }

    /// <summary>Nothing is open: nobody needs to look after the voucher.</summary>
    public static void Unwatch(IDraft<VoucherHead> draft, long closedTo)
    {
        if (draft.State is { Watched: true, Open: 0 } head)
            draft.State = head with { Watched = false, ClosedTo = Math.Max(head.ClosedTo, closedTo) };
    }

    private static VoucherHead List(IDraft<VoucherHead> draft, VoucherHead head, string order, VoucherUse use)
    {
        var number = head.Numbers + 1;
        draft.Put(VoucherRows.Uses, order, use with { Number = number });
        draft.Put(VoucherRows.Open, VoucherRows.KeyOf(number), new OpenUse(order, draft.Now));
        return head with { Numbers = number };
    }

    // Each that comes takes some old ones away, so that their number follows two days' releases.
    private static string? Forget(IDraft<VoucherHead> draft, string? oldest, string? forgottenTo)
    {
        var now = HourMark.HourOf(draft.Now);
        foreach (var (mark, _) in draft.Range(VoucherRows.ReleasedByHour, oldest, ForgottenAtOnce))
        {
            var (hour, order) = HourMark.Split(mark);
            if (hour >= now)
                break;
            draft.Delete(VoucherRows.ReleasedByHour, mark);
            draft.Delete(VoucherRows.Released, order);
            forgottenTo = string.CompareOrdinal(mark, forgottenTo) > 0 ? mark : forgottenTo;
        }

        return forgottenTo;
    }
}
