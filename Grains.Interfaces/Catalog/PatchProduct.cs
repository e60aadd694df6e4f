using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>Changes what is given of a product; null leaves a member as it is.</summary>
[GenerateSerializer, Immutable, Alias("patch-product")]
public sealed record PatchProduct
{
    /// <summary>The product's id at its seller.</summary>
    [Id(0)] public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Its category.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>The seller's own number for it.</summary>
    [Id(3)] public string? Sku { get; init; }

    /// <summary>What it is.</summary>
    [Id(4)] public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    [Id(5)] public Money? Price { get; init; }

    /// <summary>The freight of one.</summary>
    [Id(6)] public Money? Freight { get; init; }

    /// <summary>Whether it is for sale.</summary>
    [Id(7)] public ProductStatus? Status { get; init; }

    /// <summary>What must hold of the product there is.</summary>
    [Id(8)] public Precondition Precondition { get; init; }
}
