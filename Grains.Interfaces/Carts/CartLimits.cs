namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>What a cart may hold.</summary>
public static class CartLimits
{
    /// <summary>The most lines of a cart.</summary>
    public const int MaxLines = 1_000;

    /// <summary>The most of one product.</summary>
    public const int MaxQuantity = 1_000_000;

    /// <summary>The most vouchers of one checkout.</summary>
    public const int MaxVouchers = 5;
}
