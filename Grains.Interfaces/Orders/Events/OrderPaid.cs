using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Events;

/// <summary>An order is paid: its goods are sold, its sellers may ship.</summary>
[Alias("orders.order.paid.v1")]
public sealed record OrderPaid
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The cart it came from.</summary>
    public required string CartId { get; init; }

    /// <summary>Who bought.</summary>
    public required string CustomerId { get; init; }

    /// <summary>What was bought.</summary>
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Its sums.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address ShipTo { get; init; }

    /// <summary>The kind of payment.</summary>
    public required string PaymentType { get; init; }

    /// <summary>The client's key of the checkout.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }
}
