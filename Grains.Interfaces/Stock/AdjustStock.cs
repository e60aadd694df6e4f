using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>Adds units, or takes some away.</summary>
/// <param name="Delta">Units to add; negative to take away, not below what is reserved.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Key">The client's key: the same adjustment is applied once.</param>
[GenerateSerializer, Immutable, Alias("adjust-stock")]
public sealed record AdjustStock(
    [property: Id(0)] long Delta, [property: Id(1)] string? Reason, [property: Id(2)] IdempotencyKey Key);
