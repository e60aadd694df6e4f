using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>Makes a product, or replaces it whole.</summary>
[GenerateSerializer, Immutable, Alias("put-product")]
public sealed record PutProduct
{
    /// <summary>The product's id at its seller.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Its category, or null.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>The seller's own number for it, or null.</summary>
    [Id(3)] public string? Sku { get; init; }

    /// <summary>What it is, or null.</summary>
    [Id(4)] public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    [Id(5)] public required Money Price { get; init; }

    /// <summary>The freight of one, in the price's currency.</summary>
    [Id(6)] public required Money Freight { get; init; }

    /// <summary>Whether it is for sale: active or paused.</summary>
    [Id(7)] public ProductStatus Status { get; init; }

    /// <summary>An opaque mark of this replacement, or null.</summary>
    [Id(8)] public string? Label { get; init; }

    /// <summary>What must hold of the product there is.</summary>
    [Id(9)] public Precondition Precondition { get; init; }
}
