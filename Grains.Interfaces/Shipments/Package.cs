using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>One seller's part of one order.</summary>
[GenerateSerializer, Immutable, Alias("package")]
public sealed record Package
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string PackageId { get; init; }

    /// <summary>The order's id.</summary>
    [Id(1)] public required string OrderId { get; init; }

    /// <summary>The seller.</summary>
    [Id(2)] public required string SellerId { get; init; }

    /// <summary>The buyer.</summary>
    [Id(3)] public required string CustomerId { get; init; }

    /// <summary>The seller's lines of the order.</summary>
    [Id(4)] public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(5)] public required Address ShipTo { get; init; }

    /// <summary>Where it is.</summary>
    [Id(6)] public required PackageStatus Status { get; init; }

    /// <summary>When the order was paid.</summary>
    [Id(7)] public required DateTimeOffset PaidAt { get; init; }

    /// <summary>When it was shipped, or null.</summary>
    [Id(8)] public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was delivered, or null.</summary>
    [Id(9)] public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Who carries it, or null.</summary>
    [Id(10)] public string? Carrier { get; init; }

    /// <summary>The carrier's number for it, or null.</summary>
    [Id(11)] public string? TrackingNumber { get; init; }

    /// <summary>The seller's revision that last changed it: its version.</summary>
    [Id(12)] public long Version { get; init; }
}
