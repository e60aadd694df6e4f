using System.Collections.Immutable;

namespace Marketplace.Grains.Common;

/// <summary>The names of the places that <see cref="FailPoints"/> knows, in the order a checkout comes by.</summary>
public static class FailPointNames
{
    /// <summary>The cart has sent nothing yet; it has frozen its lines in memory.</summary>
    public const string CartFrozen = "cart.frozen";

    /// <summary>The order is placed, durably (1).</summary>
    public const string OrderPlaced = "order.placed";

    /// <summary>Every line is reserved, durably at its item (2).</summary>
    public const string OrderReserved = "order.reserved";

    /// <summary>Sold-out lines are left out, durably.</summary>
    public const string OrderTrimmed = "order.trimmed";

    /// <summary>The gateway has answered a capture; the order does not say so yet.</summary>
    public const string OrderCaptured = "order.captured";

    /// <summary>The payment is awaited, durably.</summary>
    public const string OrderAwaiting = "order.awaiting";

    /// <summary>The order is paid, durably (3); the cart may know.</summary>
    public const string OrderPaid = "order.paid";

    /// <summary>What the order took has left the cart, durably.</summary>
    public const string CartTaken = "cart.taken";

    /// <summary>The order and the cart are durable; the items are not told.</summary>
    public const string OrderTold = "order.told";

    /// <summary>The order is ending without goods, durably.</summary>
    public const string OrderCancelling = "order.cancelling";

    /// <summary>The gateway has voided or repaid.</summary>
    public const string OrderVoided = "order.voided";

    /// <summary>Every line is given back, durably at its item.</summary>
    public const string OrderReleased = "order.released";

    /// <summary>The order has ended, durably.</summary>
    public const string OrderEnded = "order.ended";

    /// <summary>Taking the packages back is intended, durably.</summary>
    public const string OrderWithdrawing = "order.withdrawing";

    /// <summary>Every seller has answered.</summary>
    public const string OrderWithdrawn = "order.withdrawn";

    /// <summary>A part is repaid; its units are not back yet.</summary>
    public const string OrderPartRepaid = "order.part-repaid";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        CartFrozen, OrderPlaced, OrderReserved, OrderTrimmed, OrderCaptured, OrderAwaiting, OrderPaid, CartTaken, OrderTold,
        OrderCancelling, OrderVoided, OrderReleased, OrderEnded, OrderWithdrawing, OrderWithdrawn, OrderPartRepaid,
    ];
}
