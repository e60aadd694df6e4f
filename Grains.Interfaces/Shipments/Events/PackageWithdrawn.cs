namespace Marketplace.Grains.Interfaces.Shipments.Events;

/// <summary>A package was taken back before it was shipped.</summary>
/// <param name="Package">The package as it is now.</param>
[Alias("shipments.package.withdrawn.v1")]
public sealed record PackageWithdrawn(Package Package);
