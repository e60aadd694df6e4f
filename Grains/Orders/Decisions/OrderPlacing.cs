using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>Whether a checkout becomes this order.</summary>
internal static class OrderPlacing
{
    /// <summary>Takes a checkout in. A foreign one is refused: an old message may come after its cart has gone on.</summary>
    public static PlaceAnswer Place(IDraft<OrderState> draft, PlaceOrder command)
    {
        if (draft.State is { } state)
        {
            if (state.Placed is null)
                return PlaceAnswer.Never;
            return state.Placed.Key == command.Key ? PlaceAnswer.Taken : PlaceAnswer.Foreign;
        }

        draft.State = new OrderState { Status = OrderStatus.Placed, Placed = command, PlacedAt = draft.Now };
        return PlaceAnswer.Taken;
    }

    /// <summary>An order that was asked about before it came will never come: who asked acts on the answer.</summary>
    public static OrderState OrNever(IDraft<OrderState> draft, OrderNames names)
        => draft.State ??= new OrderState { Status = OrderStatus.Never };
}
