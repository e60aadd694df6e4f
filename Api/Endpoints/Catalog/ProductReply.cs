using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>A product.</summary>
internal sealed record ProductReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The product's id at its seller.</summary>
    public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its category.</summary>
    public string? Category { get; init; }

    /// <summary>The seller's own number for it.</summary>
    public string? Sku { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    public required Money Price { get; init; }

    /// <summary>The freight of one.</summary>
    public required Money Freight { get; init; }

    /// <summary>active, paused or removed.</summary>
    public required ProductStatus Status { get; init; }

    /// <summary>The version: the seller's revision that last changed this product, and its ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public static ProductReply Of(Product product) => new()
    {
        SellerId = product.SellerId,
        ProductId = product.ProductId,
        Name = product.Name,
        Category = product.Category,
        Sku = product.Sku,
        Description = product.Description,
        Price = product.Price,
        Freight = product.Freight,
        Status = product.Status,
        Version = product.Revision,
        UpdatedAt = product.UpdatedAt,
    };
}
