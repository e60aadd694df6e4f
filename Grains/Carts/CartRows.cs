namespace Marketplace.Grains.Carts;

/// <summary>The rows of a cart.</summary>
internal static class CartRows
{
    /// <summary>What is in the cart; frozen while an order is being made of it.</summary>
    public static readonly RowSet<CartRow> Lines = new("lines");

    /// <summary>What was added while the lines were frozen.</summary>
    public static readonly RowSet<CartRow> Added = new("added");

    /// <summary>What checkouts became that came to an end.</summary>
    public static readonly RowSet<CartKeyRow> Keys = new("keys");

    public static string KeyOf(string sellerId, string productId) => string.Concat(sellerId, "/", productId);

    public static string KeyOf(CartRow row) => KeyOf(row.SellerId, row.ProductId);
}
