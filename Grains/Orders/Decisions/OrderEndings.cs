using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>Ending without goods: first intended, then done, then said.</summary>
internal static class OrderEndings
{
    /// <summary>Intends an end, where the order is not paid, ending or ended.</summary>
    public static bool Begin(IDraft<OrderState> draft, EndRequest request)
    {
        if (draft.State is not { Status: OrderStatus.Placed or OrderStatus.AwaitingPayment } state)
            return false;
        draft.State = state with
        {
            Status = OrderStatus.Cancelling,
            Ending = new OrderEnding(request.Cause, request.Reason, draft.Now),
            Problems = request.Problems.IsDefaultOrEmpty ? state.Problems : request.Problems,
            VoucherProblems = request.VoucherProblems,
        };
        return true;
    }

    /// <summary>Why an order cannot be had: lines, vouchers, or both.</summary>
    public static EndRequest Refuse(Shortage? shortage, ImmutableArray<VoucherProblem> vouchers)
    {
        var isUnreachable = shortage is { IsUnreachable: true } || vouchers.Any(voucher => voucher.Code == RefusalCodes.VoucherUnreachable);
        var reason = shortage switch
        {
            { IsUnreachable: true } => RefusalCodes.StockUnreachable,
            null => vouchers[0].Code,
            _ => shortage.Problems[0].Code,
        };
        return new(isUnreachable ? OrderEndCause.Unreachable : OrderEndCause.Rejected, reason, shortage?.Problems ?? [])
        {
            VoucherProblems = vouchers,
        };
    }

    /// <summary>Ends it: the payment is voided, repaid or was declined for good, and every line is given back.</summary>
    public static bool End(IDraft<OrderState> draft, (OrderNames Names, PaymentState Payment) done)
    {
        if (draft.State is not { Status: OrderStatus.Cancelling, Placed: { } placed, Ending: { } ending } state)
            return false;
        var lines = state.Lines();
        var totals = OrderPaying.Totals(lines, placed.Currency);
        draft.State = state = state with
        {
            Status = StatusAfter(ending.Cause, done.Payment),
            EndedAt = draft.Now,
            Refunded = done.Payment == PaymentState.Repaid ? totals.Total : null,
        };
        draft.Emit(new OrderEnded
        {
            OrderId = done.Names.OrderId,
            CustomerId = placed.CustomerId,
            Status = state.Status,
            WasPaid = state.PaidAt is not null,
            Lines = lines,
            Totals = totals,
            Refunded = state.Refunded,
            Reason = ending.Reason,
            IdempotencyKey = placed.Key.Value,
            PlacedAt = state.PlacedAt,
        });
        return true;
    }

    private static OrderStatus StatusAfter(OrderEndCause cause, PaymentState payment) => (cause, payment) switch
    {
        (_, PaymentState.Repaid) => OrderStatus.Refunded,
        (OrderEndCause.Declined, _) or (OrderEndCause.GivenUp, PaymentState.Declined) => OrderStatus.PaymentFailed,
        (OrderEndCause.Rejected or OrderEndCause.Unreachable, _) => OrderStatus.Rejected,
        _ => OrderStatus.Cancelled,
    };
}
