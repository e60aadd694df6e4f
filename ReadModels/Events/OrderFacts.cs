using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.ReadModels.Events;

/// <summary>What the lists need of an order's events, paid, awaited and ended alike; the rest is not read.</summary>
internal sealed record OrderFacts
{
    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required ImmutableArray<OrderFactsLine> Lines { get; init; }

    public required OrderFactsTotals Totals { get; init; }

    public required string IdempotencyKey { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>How it ended; only where it did.</summary>
    public OrderStatus Status { get; init; }

    public Money? Refunded { get; init; }

    public string? Reason { get; init; }
}
