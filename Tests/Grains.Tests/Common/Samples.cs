using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Tests.Common;

/// <summary>Things to buy, and people to buy them.</summary>
internal static class Samples
{
    public static Address Address { get; } = new() { Name = "Ana", Street = "Rua A, 1", City = "Recife" };

    public static PaymentMethod Card(string token = "tok_approved") => new("card", token, "VISA", "4242");

    public static IdempotencyKey Key(string value, string body = "body") => new(value, body);

    public static Money Brl(decimal amount) => new(amount, "BRL");

    public static Product Product(
        string sellerId,
        string productId,
        decimal price = 10m,
        decimal freight = 1m,
        long revision = 1,
        ProductStatus status = ProductStatus.Active) => new()
        {
            SellerId = sellerId,
            ProductId = productId,
            Name = $"Product {productId}",
            Price = Brl(price),
            Freight = Brl(freight),
            Status = status,
            Revision = revision,
            ReplacedAt = 1,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };

    public static OrderLine Line(string sellerId, string productId, int quantity = 1, decimal price = 10m) => new()
    {
        SellerId = sellerId,
        ProductId = productId,
        Name = $"Product {productId}",
        Quantity = quantity,
        UnitPrice = Brl(price),
        Items = Brl(price * quantity),
        Freight = Brl(quantity),
        Discount = Brl(0),
        ProductRevision = 1,
    };

    public static PlaceOrder Place(string key = "k1", params OrderLine[] lines) => new()
    {
        CartKey = "cart_1",
        Checkout = 3,
        Key = Key(key),
        CustomerId = "ana",
        Lines = [.. lines.Length == 0 ? [Line("s1", "p1", 2), Line("s2", "p2")] : lines],
        ShipTo = Address,
        Payment = Card(),
        Currency = "BRL",
    };
}
