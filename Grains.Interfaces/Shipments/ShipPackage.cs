using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>Hands a package to a carrier.</summary>
[GenerateSerializer, Immutable, Alias("ship-package")]
public sealed record ShipPackage(
    [property: Id(0)] string PackageId,
    [property: Id(1)] string? Carrier,
    [property: Id(2)] string? TrackingNumber,
    [property: Id(3)] IdempotencyKey Key);
