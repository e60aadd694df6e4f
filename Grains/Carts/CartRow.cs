namespace Marketplace.Grains.Carts;

/// <summary>A product in a cart.</summary>
[GenerateSerializer, Immutable, Alias("cart-row")]
internal sealed record CartRow
{
    [Id(0)] public required string SellerId { get; init; }

    [Id(1)] public required string ProductId { get; init; }

    [Id(2)] public required int Quantity { get; init; }

    /// <summary>What vouchers take off, over all units and not rounded yet.</summary>
    [Id(3)] public decimal Discount { get; init; }

    /// <summary>The offer there was when the buyer last said how many he wants.</summary>
    [Id(4)] public required Offer Agreed { get; init; }

    /// <summary>Another offer, that the buyer was told of and has not agreed to yet.</summary>
    [Id(5)] public Offer? Shown { get; init; }

    /// <summary>The cart's version that shows <see cref="Shown"/>: naming it, or a later one, is agreeing.</summary>
    [Id(6)] public long ShownAt { get; init; }

    /// <summary>Why the last checkout could not have the line, or null.</summary>
    [Id(7)] public string? Problem { get; init; }
}
