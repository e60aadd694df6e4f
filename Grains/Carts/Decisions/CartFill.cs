namespace Marketplace.Grains.Carts.Decisions;

/// <summary>What is to be done with one product of a cart.</summary>
internal sealed record CartFill(CartStanding Standing, string SellerId, string ProductId)
{
    public string RowKey { get; } = CartRows.KeyOf(SellerId, ProductId);

    public int Quantity { get; init; }

    /// <summary>What vouchers take off, over all units.</summary>
    public decimal Discount { get; init; }

    /// <summary>What the product costs now; null where that does not matter.</summary>
    public Offer? Offer { get; init; }

    /// <summary>Whether the rows beside the frozen lines were asked for.</summary>
    public bool KnowsAdded { get; init; }
}
