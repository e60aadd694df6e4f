using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Catalog.Queries;

/// <summary>Asks for products; null leaves a filter out. Removed products are in no list.</summary>
[GenerateSerializer, Immutable, Alias("list-products")]
public sealed record ListProducts
{
    /// <summary>Whose data.</summary>
    [Id(0)] public required KeySpace Space { get; init; }

    /// <summary>The seller.</summary>
    [Id(1)] public string? SellerId { get; init; }

    /// <summary>The category, as its products have it; case and normal form do not matter.</summary>
    [Id(2)] public string? Category { get; init; }

    /// <summary>For sale or paused.</summary>
    [Id(3)] public ProductStatus? Status { get; init; }

    /// <summary>The currency of the price.</summary>
    [Id(4)] public string? Currency { get; init; }

    /// <summary>The lowest price, inclusive.</summary>
    [Id(5)] public decimal? MinPrice { get; init; }

    /// <summary>The highest price, inclusive.</summary>
    [Id(6)] public decimal? MaxPrice { get; init; }

    /// <summary>Whether any unit is free.</summary>
    [Id(7)] public bool? InStock { get; init; }

    /// <summary>The order.</summary>
    [Id(8)] public ProductSort Sort { get; init; }

    /// <summary>Where an earlier page ended (<see cref="ListPage{T}.Next"/>); null for the first page.</summary>
    [Id(9)] public string? Cursor { get; init; }

    /// <summary>The most to answer, 1 to <see cref="ListLimits.Max"/>.</summary>
    [Id(10)] public int Limit { get; init; } = ListLimits.Default;
}
