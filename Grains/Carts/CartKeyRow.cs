namespace Marketplace.Grains.Carts;

/// <summary>What a checkout with an idempotency key became.</summary>
/// <param name="Checkout">The cart's checkout, which names the order.</param>
/// <param name="PayloadHash">A hash of what was asked.</param>
[GenerateSerializer, Immutable, Alias("cart-key-row")]
internal sealed record CartKeyRow([property: Id(0)] long Checkout, [property: Id(1)] string PayloadHash);
