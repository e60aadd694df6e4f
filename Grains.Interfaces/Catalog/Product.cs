using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>A product as its seller's catalogue has it.</summary>
[GenerateSerializer, Immutable, Alias("product")]
public sealed record Product
{
    /// <summary>The seller.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The product's id at its seller.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Its category, or null.</summary>
    [Id(3)] public string? Category { get; init; }

    /// <summary>The seller's own number for it, or null.</summary>
    [Id(4)] public string? Sku { get; init; }

    /// <summary>What it is, or null.</summary>
    [Id(5)] public string? Description { get; init; }

    /// <summary>The price of one.</summary>
    [Id(6)] public required Money Price { get; init; }

    /// <summary>The freight of one, in the price's currency.</summary>
    [Id(7)] public required Money Freight { get; init; }

    /// <summary>Whether it is for sale.</summary>
    [Id(8)] public required ProductStatus Status { get; init; }

    /// <summary>An opaque mark that whoever replaces a product may give it; compared for equality only.</summary>
    [Id(9)] public string? Label { get; init; }

    /// <summary>The seller's revision that last changed this product: its version, and its ETag.</summary>
    [Id(10)] public required long Revision { get; init; }

    /// <summary>The seller's revision that put or replaced this product, price changes apart.</summary>
    [Id(11)] public required long ReplacedAt { get; init; }

    /// <summary>When it last changed.</summary>
    [Id(12)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// The seller's revision that last changed what a buyer agrees to: the price, the freight, whether it is for sale, or the whole
    /// product. An order that was priced from an older revision is stale.
    /// </summary>
    [Id(13)] public long OfferedAt { get; init; }
}
