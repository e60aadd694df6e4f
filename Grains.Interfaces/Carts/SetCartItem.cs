namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>Says how many of a product the cart holds.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Quantity">How many, 1 to <see cref="CartLimits.MaxQuantity"/>.</param>
[GenerateSerializer, Immutable, Alias("set-cart-item")]
public sealed record SetCartItem(
    [property: Id(0)] string SellerId, [property: Id(1)] string ProductId, [property: Id(2)] int Quantity);
