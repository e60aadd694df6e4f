namespace Marketplace.Grains.Interfaces.Shipments.Events;

/// <summary>A package was handed to its carrier.</summary>
/// <param name="Package">The package as it is now.</param>
[Alias("shipments.package.shipped.v1")]
public sealed record PackageShipped(Package Package);
