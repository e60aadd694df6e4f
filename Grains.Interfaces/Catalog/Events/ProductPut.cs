namespace Marketplace.Grains.Interfaces.Catalog.Events;

/// <summary>A product was made, replaced or changed other than in its price alone.</summary>
/// <param name="Product">The product as it is now.</param>
[Alias("catalog.product.put.v1")]
public sealed record ProductPut(Product Product);
