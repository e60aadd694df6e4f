using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>What an order says to those that may hold something for it.</summary>
internal static class OrderFates
{
    public static OrderNews ForCart(OrderState state)
        => new(state.Placed?.Checkout ?? 0, FateOf(state), state.Placed?.Key, state.Problems);

    /// <summary>
    /// While the order is ending, units are kept: they are given back by the order itself, once the payment is decided.
    /// </summary>
    public static LineFate OfLine(OrderState state, int line)
    {
        if (state.Placed is not { } placed || line < 0 || line >= placed.Lines.Length || !state.Has(line))
            return LineFate.Released;
        if (state.Status == OrderStatus.Paid)
            return FateOfSold(state, placed.Lines[line].SellerId);
        return state.HasOpenWork ? LineFate.Running : LineFate.Released;
    }

    /// <summary>A voucher stays used as long as any of the order is sold.</summary>
    public static LineFate OfVoucher(OrderState state, string voucherId)
    {
        if (!state.Vouchers.Any(voucher => voucher.VoucherId == voucherId))
            return LineFate.Released;
        if (state.Status == OrderStatus.Paid)
            return state.Cancellation is { Stage: CancellationStage.Withdrawing } ? LineFate.Running : LineFate.Sold;
        return state.HasOpenWork ? LineFate.Running : LineFate.Released;
    }

    private static LineFate FateOfSold(OrderState state, string sellerId) => state.Cancellation switch
    {
        { Stage: CancellationStage.Withdrawing } => LineFate.Running,
        { Stage: CancellationStage.Repaying } parts when parts.Withdrawn.Contains(sellerId) => LineFate.Running,
        { Stage: CancellationStage.Done } parts when parts.Withdrawn.Contains(sellerId) => LineFate.Released,
        _ => LineFate.Sold,
    };

    private static OrderFate FateOf(OrderState state) => state.Status switch
    {
        OrderStatus.Never => OrderFate.Never,
        _ when state.PaidAt is not null => OrderFate.Taken,
        OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Cancelling => OrderFate.Running,
        OrderStatus.Rejected => OrderFate.Rejected,
        _ => OrderFate.Failed,
    };
}
