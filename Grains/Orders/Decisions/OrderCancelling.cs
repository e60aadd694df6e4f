using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>
/// A buyer's wish to cancel. Before payment it is an end like another. After it, what each seller says of its own package decides:
/// taken back, or shipped and so sold. A seller's answer is for good, so asking again after a crash changes nothing.
/// </summary>
internal static class OrderCancelling
{
    /// <summary>Takes a wish in.</summary>
    public static CancelAnswer Request(IDraft<OrderState> draft, CancelOrder command)
    {
        if (draft.State is not { Placed: not null } state)
            return CancelAnswer.NotFound;
        if (state.Cancellation is { } known && known.Key.Value == command.Key.Value)
            return known.Key == command.Key ? CancelAnswer.Replayed : CancelAnswer.KeyReused;
        switch (state.Status)
        {
            case OrderStatus.Placed or OrderStatus.AwaitingPayment:
                draft.State = state with
                {
                    Status = OrderStatus.Cancelling,
                    Ending = new OrderEnding(OrderEndCause.Cancelled, command.Reason, draft.Now),
                    Cancellation = new OrderCancellation(command.Key, command.Reason, draft.Now, CancellationStage.Done, []),
                };
                return CancelAnswer.Begun;
            case OrderStatus.Paid when state.Cancellation is null:
                draft.State = state with
                {
                    Cancellation = new OrderCancellation(command.Key, command.Reason, draft.Now, CancellationStage.Withdrawing, []),
                };
                return CancelAnswer.Begun;
            case OrderStatus.Paid:
                // What the first wish left is shipped, and stays so.
                return state.Cancellation.IsOpen ? CancelAnswer.Conflict : CancelAnswer.Shipped;
            default:
                return CancelAnswer.Conflict;
        }
    }

    /// <summary>Every seller has answered.</summary>
    public static bool Withdrawn(IDraft<OrderState> draft, (ImmutableArray<string> Sellers, bool IsAll) answered)
    {
        if (draft.State is not { Cancellation: { Stage: CancellationStage.Withdrawing } cancellation } state)
            return false;
        if (answered.IsAll)
        {
            draft.State = state with
            {
                Status = OrderStatus.Cancelling,
                Ending = new OrderEnding(OrderEndCause.Cancelled, cancellation.Reason, draft.Now),
                Cancellation = cancellation with { Stage = CancellationStage.Done },
            };
        }
        else
        {
            var stage = answered.Sellers.IsEmpty ? CancellationStage.Refused : CancellationStage.Repaying;
            draft.State = state with { Cancellation = cancellation with { Stage = stage, Withdrawn = answered.Sellers } };
        }

        return true;
    }

    /// <summary>The parts that were taken back are repaid and in stock again.</summary>
    public static bool PartsRepaid(IDraft<OrderState> draft, OrderNames names)
    {
        if (draft.State is not { Placed: { } placed, Cancellation: { Stage: CancellationStage.Repaying } cancellation } state)
            return false;
        var lines = LinesOf(state, cancellation.Withdrawn);
        var refunded = AmountOf(lines, placed.Currency);
        draft.State = state with { Refunded = refunded, Cancellation = cancellation with { Stage = CancellationStage.Done } };
        draft.Emit(new OrderPartRefunded
        {
            OrderId = names.OrderId,
            CustomerId = placed.CustomerId,
            Lines = lines,
            Refunded = refunded,
            Reason = cancellation.Reason,
        });
        return true;
    }

    /// <summary>What is bought of some sellers.</summary>
    public static ImmutableArray<OrderLine> LinesOf(OrderState state, ImmutableArray<string> sellers)
        => [.. state.Lines().Where(line => sellers.Contains(line.SellerId))];

    /// <summary>What lines cost.</summary>
    public static Money AmountOf(ImmutableArray<OrderLine> lines, string currency) => OrderPaying.Totals(lines, currency).Total;
}
