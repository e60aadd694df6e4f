using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Queries;

/// <summary>An order in a list.</summary>
[GenerateSerializer, Immutable, Alias("order-summary")]
public sealed record OrderSummary
{
    /// <summary>The order.</summary>
    [Id(0)] public required string OrderId { get; init; }

    /// <summary>Who buys.</summary>
    [Id(1)] public required string CustomerId { get; init; }

    /// <summary>Where it is: it is in lists from its payment, its awaited payment or its end on.</summary>
    [Id(2)] public required OrderStatus Status { get; init; }

    /// <summary>The entity's version as of <see cref="Status"/>.</summary>
    [Id(3)] public required long Version { get; init; }

    /// <summary>When it was placed.</summary>
    [Id(4)] public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>What it costs.</summary>
    [Id(5)] public required Money Total { get; init; }

    /// <summary>What was repaid, or null.</summary>
    [Id(6)] public Money? Refunded { get; init; }

    /// <summary>How many lines it has.</summary>
    [Id(7)] public required int Lines { get; init; }

    /// <summary>How many packages it has, withdrawn ones apart.</summary>
    [Id(8)] public required int Packages { get; init; }

    /// <summary>How many of them are delivered.</summary>
    [Id(9)] public required int Delivered { get; init; }

    /// <summary>The client's key of its checkout.</summary>
    [Id(10)] public required string IdempotencyKey { get; init; }

    /// <summary>Why it ended without goods, or null.</summary>
    [Id(11)] public string? Reason { get; init; }
}
