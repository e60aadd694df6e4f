using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Api.Endpoints.Stock;

/// <summary>How much there is of a product.</summary>
internal sealed record StockReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>Units in the warehouse, reserved ones included.</summary>
    public required long OnHand { get; init; }

    /// <summary>Units that an unfinished order holds.</summary>
    public required long Reserved { get; init; }

    /// <summary>Units that a new order can have.</summary>
    public required long Available { get; init; }

    /// <summary>The version, and the ETag.</summary>
    public required long Version { get; init; }

    public static StockReply Of(StockLevel level) => new()
    {
        SellerId = level.SellerId,
        ProductId = level.ProductId,
        OnHand = level.OnHand,
        Reserved = level.Reserved,
        Available = level.Available,
        Version = level.Version,
    };
}
