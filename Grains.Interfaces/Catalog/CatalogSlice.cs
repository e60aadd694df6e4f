using System.Collections.Immutable;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>Products of one seller as of one revision.</summary>
/// <param name="Revision">The seller's revision; 0 when the seller has no catalogue.</param>
/// <param name="Products">The products that were asked for and are there.</param>
[GenerateSerializer, Immutable, Alias("catalog-slice")]
public sealed record CatalogSlice([property: Id(0)] long Revision, [property: Id(1)] ImmutableArray<Product> Products);
