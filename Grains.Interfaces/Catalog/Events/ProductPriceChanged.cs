namespace Marketplace.Grains.Interfaces.Catalog.Events;

/// <summary>A product's price changed, and nothing else of it.</summary>
/// <param name="Product">The product as it is now.</param>
[Alias("catalog.product.price-changed.v1")]
public sealed record ProductPriceChanged(Product Product);
