using Marketplace.Api.Endpoints.Orders;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Shipments;

/// <summary>One seller's part of one order, on its way.</summary>
internal sealed record PackageReply
{
    /// <summary>Its id.</summary>
    public required string PackageId { get; init; }

    /// <summary>The order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The buyer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>readyToShip, shipped, delivered or withdrawn.</summary>
    public required PackageStatus Status { get; init; }

    /// <summary>The version: the seller's shipments' that last changed it, and the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<OrderLineReply> Lines { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address Address { get; init; }

    /// <summary>When the order was paid.</summary>
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>When it was shipped.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Who carries it.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number for it.</summary>
    public string? TrackingNumber { get; init; }

    public static PackageReply Of(Package package) => new()
    {
        PackageId = package.PackageId,
        OrderId = package.OrderId,
        SellerId = package.SellerId,
        CustomerId = package.CustomerId,
        Status = package.Status,
        Version = package.Version,
        Lines = [.. package.Lines.Select(OrderLineReply.Of)],
        Address = package.ShipTo,
        PaidAt = package.PaidAt,
        ShippedAt = package.ShippedAt,
        DeliveredAt = package.DeliveredAt,
        Carrier = package.Carrier,
        TrackingNumber = package.TrackingNumber,
    };
}
