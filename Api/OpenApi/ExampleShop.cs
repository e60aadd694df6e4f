using Marketplace.Api.Endpoints.Carts;
using Marketplace.Api.Endpoints.Catalog;
using Marketplace.Api.Endpoints.Customers;
using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Endpoints.Sellers;
using Marketplace.Api.Endpoints.Shipments;
using Marketplace.Api.Endpoints.Stock;
using Marketplace.Api.Endpoints.Vouchers;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.OpenApi;

/// <summary>The shop of the examples: one seller, one buyer, one lamp. What is asked by <see cref="RequestExamples"/> is answered from here.</summary>
internal static class ExampleShop
{
    private const string Seller = "lumen";
    private const string Lamp = "desk-lamp";
    private const string Buyer = "ana";

    public static string OrderId { get; } = PublicId.OfOrder(CartId, 1);

    public static ProductReply Product => new()
    {
        SellerId = Seller,
        ProductId = Lamp,
        Name = "Desk lamp, brass",
        Category = "Light",
        Description = "Two joints, warm light.",
        Price = Price,
        Freight = Freight,
        Status = ProductStatus.Active,
        Version = 7,
        UpdatedAt = Opened,
    };

    public static StockReply Stock => new() { SellerId = Seller, ProductId = Lamp, OnHand = 40, Reserved = 1, Available = 39, Version = 12 };

    public static ReservationReply Reservation => new() { OrderId = OrderId, Line = 0, Quantity = 1, State = "held", Since = Ordered };

    public static CartReply Cart => new()
    {
        CartId = CartId,
        Version = 2,
        CustomerId = Buyer,
        Total = Total,
        Changes = [],
        Items = [new() { SellerId = Seller, ProductId = Lamp, Name = Product.Name, Quantity = 1, UnitPrice = Price, Total = Total, CheckingOut = false }],
    };

    public static OrderReply Order => new()
    {
        OrderId = OrderId,
        Version = 2,
        Status = "paid",
        CartId = CartId,
        CustomerId = Buyer,
        Lines = [Line],
        BySeller = [new() { SellerId = Seller, PackageId = Package.PackageId, Status = PackageStatus.ReadyToShip, Total = Total }],
        Totals = new(Price, Freight, Nothing, Total),
        Address = Address,
        Payment = new("card", "visa", "4242", 1),
        PlacedAt = Ordered,
        PaidAt = Paid,
    };

    public static OrderListItem OrderInList => new()
    {
        OrderId = OrderId,
        CustomerId = Buyer,
        Status = OrderStatus.Paid,
        PlacedAt = Ordered,
        Total = Total,
        Lines = 1,
        Packages = 1,
        Delivered = 0,
    };

    public static PackageReply Package => new()
    {
        PackageId = PublicId.OfPackage(OrderId, 0),
        OrderId = OrderId,
        SellerId = Seller,
        CustomerId = Buyer,
        Status = PackageStatus.ReadyToShip,
        Version = 31,
        Lines = [Line],
        Address = Address,
        PaidAt = Paid,
    };

    public static PackageReply ShippedPackage => Package with
    {
        Status = PackageStatus.Shipped,
        Version = 32,
        Carrier = "Correios",
        TrackingNumber = "BR123456789",
        ShippedAt = Later,
    };

    public static DashboardReply Dashboard => new()
    {
        SellerId = Seller,
        AsOf = 31,
        Items = [Package],
        Totals = [new() { Currency = "BRL", Orders = 1, Lines = 1, Units = 1, Items = Price, Freight = Freight, Discount = Nothing, Total = Total }],
    };

    public static SellerReply SellerProfile => new()
    {
        SellerId = Seller,
        Name = "Lumen",
        CompanyName = "Lumen Ltda.",
        Email = "lumen@example.com",
        Address = Address,
        Version = 1,
        CreatedAt = Opened,
    };

    public static CustomerReply Customer => new()
    {
        CustomerId = Buyer,
        Name = "Ana Lima",
        Email = "ana@example.com",
        Address = Address,
        Version = 1,
        Erased = false,
        CreatedAt = Opened,
    };

    public static StandingReply Standing => new()
    {
        CustomerId = Buyer,
        PaidOrders = 1,
        FailedPayments = 0,
        DeliveredPackages = 0,
        Spend = [new(Total, Nothing)],
        AsOf = Paid,
    };

    public static VoucherReply Voucher => new()
    {
        VoucherId = "TEN-OFF",
        Percent = "10",
        Minimum = new(100.00m, "BRL"),
        ValidUntil = new(2026, 12, 31, 23, 59, 59, TimeSpan.Zero),
        Limit = 500,
        Status = VoucherStatus.Active,
        Uses = 3,
        Version = 1,
        CreatedAt = Opened,
    };

    public static DateTimeOffset Opened => new(2026, 1, 5, 9, 30, 0, TimeSpan.Zero);

    public static DateTimeOffset Ordered => new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Paid => Ordered.AddMilliseconds(84);

    public static DateTimeOffset Later => Ordered.AddDays(1);

    public static Money Total => Price + Freight;

    private static string CartId => PublicId.FromKey("cart_", "example");

    private static Money Price => new(189.90m, "BRL");

    private static Money Freight => new(18.00m, "BRL");

    private static Money Nothing => new(0.00m, "BRL");

    private static Address Address => new() { Name = "Ana Lima", Street = "Avenida Central 7", City = "Curitiba", PostalCode = "80010-000", Country = "BR" };

    private static OrderLineReply Line => new()
    {
        SellerId = Seller,
        ProductId = Lamp,
        Name = "Desk lamp, brass",
        Quantity = 1,
        UnitPrice = Price,
        Items = Price,
        Freight = Freight,
        Discount = Nothing,
        Total = Total,
        ProductVersion = 7,
    };
}
