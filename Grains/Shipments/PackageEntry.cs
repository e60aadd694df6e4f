using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>What a seller knows of an order, for good: each is taken in once, and never after it was withdrawn.</summary>
/// <param name="Sequence">The package's place among the open ones; 0 when the order was withdrawn before it came.</param>
/// <param name="Ended">The package as it was delivered or withdrawn; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("package-entry")]
internal sealed record PackageEntry([property: Id(0)] long Sequence, [property: Id(1)] Package? Ended)
{
    /// <summary>Whether the package is among the open ones.</summary>
    public bool IsOpen => Sequence > 0 && Ended is null;
}
