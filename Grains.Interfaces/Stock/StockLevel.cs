namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>How much there is of a product. <c>Available = OnHand - Reserved</c>, and 0 ≤ Reserved ≤ OnHand always.</summary>
[GenerateSerializer, Immutable, Alias("stock-level")]
public sealed record StockLevel
{
    /// <summary>The seller.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Units in the warehouse, reserved ones included.</summary>
    [Id(2)] public required long OnHand { get; init; }

    /// <summary>Units that a living order holds.</summary>
    [Id(3)] public required long Reserved { get; init; }

    /// <summary>Units that left for good, those that came back taken off.</summary>
    [Id(4)] public required long Sold { get; init; }

    /// <summary>Units that a new order can have.</summary>
    public long Available => OnHand - Reserved;

    /// <summary>Counts the item's changes: its ETag.</summary>
    [Id(5)] public required long Version { get; init; }

    /// <summary>The newest of the seller's revisions that this item was told of for its product.</summary>
    [Id(6)] public required long ProductRevision { get; init; }

    /// <summary>The opaque mark of the product's last replacement, or null.</summary>
    [Id(7)] public string? Label { get; init; }
}
