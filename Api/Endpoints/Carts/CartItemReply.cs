using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>An item of a cart.</summary>
internal sealed record CartItemReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; init; }

    /// <summary>The present price of one.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>What the item costs now, freight included.</summary>
    public required Money Total { get; init; }

    /// <summary>Whether it is part of a running checkout, and so cannot be changed till that ends.</summary>
    public required bool CheckingOut { get; init; }

    public static CartItemReply Of(CartLine line) => new()
    {
        SellerId = line.SellerId,
        ProductId = line.ProductId,
        Name = line.Name,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Total = line.Total,
        CheckingOut = line.CheckingOut,
    };
}
