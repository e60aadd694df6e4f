using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>What of an item is not as the buyer last saw it.</summary>
internal sealed record CartChangeReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>The price that the buyer saw.</summary>
    public Money? OldPrice { get; init; }

    /// <summary>The present price, where it is another.</summary>
    public Money? NewPrice { get; init; }

    /// <summary>Why the item cannot be had as it is: stock.insufficient, product.unavailable.</summary>
    public string? Unavailable { get; init; }

    public static CartChangeReply Of(CartLine line) => new()
    {
        SellerId = line.SellerId,
        ProductId = line.ProductId,
        OldPrice = line.OldPrice,
        NewPrice = line.OldPrice is null ? null : line.UnitPrice,
        Unavailable = line.Problem,
    };
}
