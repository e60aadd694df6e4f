namespace Marketplace.Grains.Interfaces.Shipments.Events;

/// <summary>A package was delivered.</summary>
/// <param name="Package">The package as it is now.</param>
[Alias("shipments.package.delivered.v1")]
public sealed record PackageDelivered(Package Package);
