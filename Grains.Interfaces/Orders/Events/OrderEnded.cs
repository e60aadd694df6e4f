using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Events;

/// <summary>An order ended without goods; nothing of it is reserved any more.</summary>
[Alias("orders.order.ended.v1")]
public sealed record OrderEnded
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Who wanted to buy.</summary>
    public required string CustomerId { get; init; }

    /// <summary>How it ended: cancelled, paymentFailed, rejected or refunded.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Whether it had been paid before.</summary>
    public required bool WasPaid { get; init; }

    /// <summary>What it was about.</summary>
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Its sums.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>What was repaid, or null.</summary>
    public Money? Refunded { get; init; }

    /// <summary>Why, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The client's key of the checkout.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }
}
