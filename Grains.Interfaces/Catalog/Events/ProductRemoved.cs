namespace Marketplace.Grains.Interfaces.Catalog.Events;

/// <summary>A product was taken away.</summary>
/// <param name="Product">The product as it was left.</param>
[Alias("catalog.product.removed.v1")]
public sealed record ProductRemoved(Product Product);
