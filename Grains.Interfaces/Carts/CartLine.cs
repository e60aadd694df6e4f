using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>A line of a cart with its present price.</summary>
[GenerateSerializer, Immutable, Alias("cart-line")]
public sealed record CartLine
{
    /// <summary>The seller.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>How many.</summary>
    [Id(3)] public required int Quantity { get; init; }

    /// <summary>The present price of one.</summary>
    [Id(4)] public required Money UnitPrice { get; init; }

    /// <summary>What the line costs now, freight included.</summary>
    [Id(5)] public required Money Total { get; init; }

    /// <summary>The price that the buyer last saw and consented to, where it was another; else null.</summary>
    [Id(6)] public Money? OldPrice { get; init; }

    /// <summary>Why the line cannot be had as it is, one of <see cref="RefusalCodes"/>; null when it can.</summary>
    [Id(7)] public string? Problem { get; init; }

    /// <summary>Whether the line is part of a running checkout: it cannot be changed till that ends.</summary>
    [Id(8)] public bool CheckingOut { get; init; }
}
