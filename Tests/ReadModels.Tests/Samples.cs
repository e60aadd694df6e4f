using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.ReadModels.Tests;

/// <summary>Things with all that they must have.</summary>
internal static class Samples
{
    public static Address Address { get; } = new() { Name = "N", Street = "S", City = "C" };

    public static Product Product(string seller, string product, DateTimeOffset now, decimal price = 10, string? name = null) => new()
    {
        SellerId = seller,
        ProductId = product,
        Name = name ?? product,
        Price = new(price, "BRL"),
        Freight = new(1, "BRL"),
        Status = ProductStatus.Active,
        Revision = 1,
        ReplacedAt = 1,
        UpdatedAt = now,
    };

    public static OrderLine Line(string seller, string product, decimal price = 10, string currency = "BRL") => new()
    {
        SellerId = seller,
        ProductId = product,
        Name = product,
        Quantity = 1,
        UnitPrice = new(price, currency),
        Items = new(price, currency),
        Freight = new(0, currency),
        Discount = new(0, currency),
        ProductRevision = 1,
    };

    public static OrderPaid Paid(string order, string customer, ImmutableArray<OrderLine> lines, DateTimeOffset placedAt) => new()
    {
        OrderId = order,
        CartId = "cart_1",
        CustomerId = customer,
        Lines = lines,
        Totals = OrderTotals.Of(lines, lines[0].UnitPrice.Currency),
        ShipTo = Address,
        PaymentType = "card",
        IdempotencyKey = $"key-{order}",
        PlacedAt = placedAt,
    };

    public static OrderEnded Ended(OrderPaid order, OrderStatus status, bool wasPaid, Money? refunded = null) => new()
    {
        OrderId = order.OrderId,
        CustomerId = order.CustomerId,
        Status = status,
        WasPaid = wasPaid,
        Lines = order.Lines,
        Totals = order.Totals,
        Refunded = refunded,
        Reason = "because",
        IdempotencyKey = order.IdempotencyKey,
        PlacedAt = order.PlacedAt,
    };

    public static OrderPartRefunded PartRefunded(OrderPaid order, ImmutableArray<OrderLine> lines) => new()
    {
        OrderId = order.OrderId,
        CustomerId = order.CustomerId,
        Lines = lines,
        Refunded = OrderTotals.Of(lines, order.Totals.Total.Currency).Total,
        Reason = "because",
    };

    public static Package Package(OrderPaid order, string seller, int place, PackageStatus status, DateTimeOffset now) => new()
    {
        PackageId = PublicId.OfPackage(order.OrderId, place),
        OrderId = order.OrderId,
        SellerId = seller,
        CustomerId = order.CustomerId,
        Lines = [.. order.Lines.Where(line => line.SellerId == seller)],
        ShipTo = Address,
        Status = status,
        PaidAt = order.PlacedAt,
        ShippedAt = status is PackageStatus.Shipped or PackageStatus.Delivered ? now : null,
        DeliveredAt = status is PackageStatus.Delivered ? now : null,
    };
}
