namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>What the catalogue tells an item of its product.</summary>
/// <param name="Revision">The seller's revision that changed its offer (<see cref="Catalog.Product.OfferedAt"/>).</param>
/// <param name="Label">The product's opaque mark, or null.</param>
[GenerateSerializer, Immutable, Alias("product-news")]
public sealed record ProductNews([property: Id(0)] long Revision, [property: Id(1)] string? Label);
