using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>An order as it is, durably.</summary>
[GenerateSerializer, Immutable, Alias("order-view")]
public sealed record OrderView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string OrderId { get; init; }

    /// <summary>The entity's version: its ETag.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>Where it is.</summary>
    [Id(2)] public required OrderStatus Status { get; init; }

    /// <summary>The cart it came from.</summary>
    [Id(3)] public required string CartId { get; init; }

    /// <summary>Who buys.</summary>
    [Id(4)] public required string CustomerId { get; init; }

    /// <summary>What is bought.</summary>
    [Id(5)] public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Its sums.</summary>
    [Id(6)] public required OrderTotals Totals { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(7)] public required Address ShipTo { get; init; }

    /// <summary>How it is paid.</summary>
    [Id(8)] public required PaymentMethod Payment { get; init; }

    /// <summary>When it was placed.</summary>
    [Id(9)] public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was paid, or null.</summary>
    [Id(10)] public DateTimeOffset? PaidAt { get; init; }

    /// <summary>When it ended without goods, or null.</summary>
    [Id(11)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended without goods, or null.</summary>
    [Id(12)] public string? Reason { get; init; }

    /// <summary>The lines that could not be had.</summary>
    [Id(13)] public ImmutableArray<LineProblem> Problems { get; init; } = [];

    /// <summary>What was repaid.</summary>
    [Id(14)] public Money? Refunded { get; init; }

    /// <summary>The idempotency key of its checkout.</summary>
    [Id(15)] public required string IdempotencyKey { get; init; }

    /// <summary>The hash of what its checkout asked for under that key; null where the order is told by a build that does not say.</summary>
    [Id(16)] public string? PayloadHash { get; init; }

    /// <summary>The ids of its vouchers; what they take off is in the lines.</summary>
    [Id(17)] public ImmutableArray<string> Vouchers { get; init; } = [];

    /// <summary>The vouchers that could not be used.</summary>
    [Id(18)] public ImmutableArray<VoucherProblem> VoucherProblems { get; init; } = [];

    /// <summary>The sellers, in the order of their first lines: a package's id names the place.</summary>
    public ImmutableArray<string> Sellers() => [.. Lines.Select(line => line.SellerId).Distinct(StringComparer.Ordinal)];
}
