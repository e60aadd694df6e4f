namespace Marketplace.Grains.Interfaces.Catalog.Queries;

/// <summary>A product in a list.</summary>
/// <param name="Product">The product.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="InStock">Whether any unit is free.</param>
[GenerateSerializer, Immutable, Alias("listed-product")]
public sealed record ListedProduct(
    [property: Id(0)] Product Product, [property: Id(1)] DateTimeOffset CreatedAt, [property: Id(2)] bool InStock);
