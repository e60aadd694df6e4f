namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary>A package in a list. Its lines are the seller's shipments' to tell.</summary>
[GenerateSerializer, Immutable, Alias("package-summary")]
public sealed record PackageSummary
{
    /// <summary>The package.</summary>
    [Id(0)] public required string PackageId { get; init; }

    /// <summary>The order.</summary>
    [Id(1)] public required string OrderId { get; init; }

    /// <summary>The seller.</summary>
    [Id(2)] public required string SellerId { get; init; }

    /// <summary>The buyer.</summary>
    [Id(3)] public required string CustomerId { get; init; }

    /// <summary>Where it is.</summary>
    [Id(4)] public required PackageStatus Status { get; init; }

    /// <summary>When the order was paid.</summary>
    [Id(5)] public required DateTimeOffset PaidAt { get; init; }

    /// <summary>When it was shipped, or null.</summary>
    [Id(6)] public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When it was delivered, or null.</summary>
    [Id(7)] public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Who carries it, or null.</summary>
    [Id(8)] public string? Carrier { get; init; }

    /// <summary>The carrier's number for it, or null.</summary>
    [Id(9)] public string? TrackingNumber { get; init; }
}
