using System.Collections.Immutable;

namespace Marketplace.Grains.Interfaces.Orders.Events;

/// <summary>The gateway has not said what became of an order's payment; the order goes on asking.</summary>
[Alias("orders.order.payment-awaited.v1")]
public sealed record OrderPaymentAwaited
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Who buys.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What is bought.</summary>
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Its sums.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>The client's key of the checkout.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }
}
