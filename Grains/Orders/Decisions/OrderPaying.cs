using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>From placed to paid. None of it has an effect once the order is ending: then only the void's answer decides.</summary>
internal static class OrderPaying
{
    /// <summary>Leaves sold-out lines out, before anything is captured: so the amount is the same however often it is asked for.</summary>
    public static bool LeaveOut(IDraft<OrderState> draft, Shortage shortage)
    {
        if (draft.State is not { Status: OrderStatus.Placed } state)
            return false;
        draft.State = state with { LeftOut = shortage.Lines, Problems = shortage.Problems };
        return true;
    }

    /// <summary>The money is taken.</summary>
    public static bool Pay(IDraft<OrderState> draft, PaidAttempt attempt)
    {
        if (draft.State is not { Status: OrderStatus.Placed or OrderStatus.AwaitingPayment, Placed: { } placed } state)
            return false;
        draft.State = state with { Status = OrderStatus.Paid, PaidAt = draft.Now };
        var lines = state.Lines();
        draft.Emit(new OrderPaid
        {
            OrderId = attempt.Names.OrderId,
            CartId = OrderNames.CartIdOf(placed.CartKey),
            CustomerId = placed.CustomerId,
            Lines = lines,
            Totals = Totals(lines, placed.Currency),
            ShipTo = placed.ShipTo,
            PaymentType = placed.Payment.Type,
            IdempotencyKey = placed.Key.Value,
            PlacedAt = state.PlacedAt,
        });
        attempt.IsDecided = true;
        return true;
    }

    /// <summary>The gateway has not said what became of the payment.</summary>
    public static bool Await(IDraft<OrderState> draft, OrderNames names)
    {
        if (draft.State is not { Status: OrderStatus.Placed, Placed: { } placed } state)
            return false;
        draft.State = state with { Status = OrderStatus.AwaitingPayment, AwaitingSince = draft.Now };
        var lines = state.Lines();
        draft.Emit(new OrderPaymentAwaited
        {
            OrderId = names.OrderId,
            CustomerId = placed.CustomerId,
            Lines = lines,
            Totals = Totals(lines, placed.Currency),
            IdempotencyKey = placed.Key.Value,
            PlacedAt = state.PlacedAt,
        });
        return true;
    }

    /// <summary>Sums over lines of one currency.</summary>
    public static OrderTotals Totals(ImmutableArray<OrderLine> lines, string currency)
    {
        var (items, freight, discount) = (0m, 0m, 0m);
        foreach (var line in lines)
            (items, freight, discount) = (items + line.Items.Amount, freight + line.Freight.Amount, discount + line.Discount.Amount);
        return new OrderTotals(
            new Money(items, currency), new Money(freight, currency), new Money(discount, currency),
            new Money(items - discount + freight, currency));
    }
}
