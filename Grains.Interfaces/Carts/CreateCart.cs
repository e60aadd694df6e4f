using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>Makes a cart.</summary>
/// <param name="CustomerId">Whose it is, or null.</param>
/// <param name="Key">The client's key.</param>
[GenerateSerializer, Immutable, Alias("create-cart")]
public sealed record CreateCart([property: Id(0)] string? CustomerId, [property: Id(1)] IdempotencyKey Key);
