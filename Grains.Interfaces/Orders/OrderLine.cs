using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>A line of an order, as it was priced at checkout.</summary>
[GenerateSerializer, Immutable, Alias("order-line")]
public sealed record OrderLine
{
    /// <summary>The seller.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>The product's name at checkout.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>How many.</summary>
    [Id(3)] public required int Quantity { get; init; }

    /// <summary>The price of one.</summary>
    [Id(4)] public required Money UnitPrice { get; init; }

    /// <summary>What the line's goods cost, rounded once.</summary>
    [Id(5)] public required Money Items { get; init; }

    /// <summary>What the line's freight costs, rounded once.</summary>
    [Id(6)] public required Money Freight { get; init; }

    /// <summary>What is taken off, at most <see cref="Items"/>.</summary>
    [Id(7)] public required Money Discount { get; init; }

    /// <summary>The revision of the product it was priced from.</summary>
    [Id(8)] public required long ProductRevision { get; init; }

    /// <summary>The product's opaque mark, or null.</summary>
    [Id(9)] public string? Label { get; init; }

    /// <summary>The product's category at checkout, or null.</summary>
    [Id(10)] public string? Category { get; init; }

    /// <summary>What the line costs: goods less discount, and freight.</summary>
    public Money Total => Items - Discount + Freight;
}
