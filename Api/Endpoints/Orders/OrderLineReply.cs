using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>A line of an order, as it was priced at checkout.</summary>
internal sealed record OrderLineReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    public required string ProductId { get; init; }

    /// <summary>The product's name then.</summary>
    public required string Name { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; init; }

    /// <summary>The price of one.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>The goods, rounded once.</summary>
    public required Money Items { get; init; }

    /// <summary>The freight, rounded once.</summary>
    public required Money Freight { get; init; }

    /// <summary>What is taken off.</summary>
    public required Money Discount { get; init; }

    /// <summary>Goods less discount, and freight.</summary>
    public required Money Total { get; init; }

    /// <summary>The product's version that it was priced from.</summary>
    public required long ProductVersion { get; init; }

    public static OrderLineReply Of(OrderLine line) => new()
    {
        SellerId = line.SellerId,
        ProductId = line.ProductId,
        Name = line.Name,
        Quantity = line.Quantity,
        UnitPrice = line.UnitPrice,
        Items = line.Items,
        Freight = line.Freight,
        Discount = line.Discount,
        Total = line.Total,
        ProductVersion = line.ProductRevision,
    };
}
