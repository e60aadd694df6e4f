using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>Adds some of a product to the cart, as a client saw it: the benchmark's way. Makes the cart.</summary>
[GenerateSerializer, Immutable, Alias("add-cart-item")]
public sealed record AddCartItem
{
    /// <summary>The seller.</summary>
    [Id(0)] public required string SellerId { get; init; }

    /// <summary>The product.</summary>
    [Id(1)] public required string ProductId { get; init; }

    /// <summary>How many to add, at least 1.</summary>
    [Id(2)] public required int Quantity { get; init; }

    /// <summary>What is taken off each unit, at least 0.</summary>
    [Id(3)] public required Money Voucher { get; init; }
}
