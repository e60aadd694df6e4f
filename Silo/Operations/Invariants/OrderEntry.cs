using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>An order, as far as others are held against it.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="IsOpen">Whether it still has something to do.</param>
/// <param name="Total">What it costs, when it is paid.</param>
/// <param name="Refunded">What was repaid of it.</param>
/// <param name="Withdrawn">The sellers whose parts were taken back while the rest stays sold.</param>
/// <param name="Vouchers">The vouchers it was placed with.</param>
internal sealed record OrderEntry(
    OrderStatus Status, bool IsOpen, Money? Total, Money? Refunded, ImmutableArray<string> Withdrawn, ImmutableArray<string> Vouchers)
{
    /// <summary>Whether it may hold units or money: it is paid, or goes on.</summary>
    public bool IsAlive => IsOpen || Status == OrderStatus.Paid;

    /// <summary>Whether it is paid, and nothing is to change about that.</summary>
    public bool IsSettled => !IsOpen && Status == OrderStatus.Paid;

    public static OrderEntry Of(OrderState order) => new(
        order.Status,
        order.HasOpenWork,
        order.Status == OrderStatus.Paid ? OrderTotals.Of(order.Lines(), order.Placed!.Currency).Total : null,
        order.Refunded,
        order.Cancellation is { Stage: CancellationStage.Done or CancellationStage.Repaying } cancellation ? cancellation.Withdrawn : [],
        [.. order.Vouchers.Select(voucher => voucher.VoucherId)]);
}
