using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.ReadModels.Events;

/// <summary>The package as it is now.</summary>
internal sealed record PackageFactsBody
{
    public required string PackageId { get; init; }

    public required string OrderId { get; init; }

    public required string SellerId { get; init; }

    public required string CustomerId { get; init; }

    public required PackageStatus Status { get; init; }

    public required DateTimeOffset PaidAt { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public string? Carrier { get; init; }

    public string? TrackingNumber { get; init; }
}
