using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Events;

/// <summary>A paid order was cancelled where some sellers had shipped already: the others' parts are repaid, the order stays paid.</summary>
[Alias("orders.order.part-refunded.v1")]
public sealed record OrderPartRefunded
{
    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>Who bought.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The lines that were taken back.</summary>
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>What was repaid.</summary>
    public required Money Refunded { get; init; }

    /// <summary>Why, or null.</summary>
    public string? Reason { get; init; }
}
