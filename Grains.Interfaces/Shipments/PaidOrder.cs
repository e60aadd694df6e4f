using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>A paid order's part for one seller, as the log tells it.</summary>
[GenerateSerializer, Immutable, Alias("paid-order")]
public sealed record PaidOrder
{
    /// <summary>The order's id: a seller takes each order once.</summary>
    [Id(0)] public required string OrderId { get; init; }

    /// <summary>The package's id.</summary>
    [Id(1)] public required string PackageId { get; init; }

    /// <summary>The buyer.</summary>
    [Id(2)] public required string CustomerId { get; init; }

    /// <summary>The seller's lines.</summary>
    [Id(3)] public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(4)] public required Address ShipTo { get; init; }

    /// <summary>When it was paid.</summary>
    [Id(5)] public required DateTimeOffset PaidAt { get; init; }
}
