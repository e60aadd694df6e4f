using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>What is shown of an order.</summary>
internal static class OrderViews
{
    /// <summary>The order at a version; null when it never came.</summary>
    public static OrderView? Of(OrderState? state, OrderNames names, long version)
    {
        if (state?.Placed is not { } placed)
            return null;
        var lines = state.Lines();
        return new OrderView
        {
            OrderId = names.OrderId,
            Version = version,
            Status = state.Status,
            CartId = OrderNames.CartIdOf(placed.CartKey),
            CustomerId = placed.CustomerId,
            Lines = lines,
            Totals = OrderPaying.Totals(lines, placed.Currency),
            ShipTo = placed.ShipTo,
            Payment = placed.Payment,
            PlacedAt = state.PlacedAt,
            PaidAt = state.PaidAt,
            EndedAt = state.EndedAt,
            Reason = state.Ending?.Reason ?? state.Cancellation?.Reason,
            Problems = state.Problems,
            Refunded = state.Refunded,
            IdempotencyKey = placed.Key.Value,
            PayloadHash = placed.Key.PayloadHash,
            Vouchers = state.Vouchers.IsEmpty ? [] : [.. state.Vouchers.Select(voucher => voucher.VoucherId)],
            VoucherProblems = state.VoucherProblems,
        };
    }
}
