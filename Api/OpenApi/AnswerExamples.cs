using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Api.Endpoints.Catalog;
using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Endpoints.Shipments;
using Marketplace.Api.Endpoints.Stock;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.OpenApi;

/// <summary>
/// An example of each body that is answered: one a type, and one of an operation's own where another says more. They are values of the
/// very types, written as answers are, so that a member that comes or changes its name does so here too.
/// </summary>
internal static class AnswerExamples
{
    private static readonly Dictionary<Type, object> OfType = new object[]
    {
        ExampleShop.Product, ExampleShop.Stock, ExampleShop.Cart, ExampleShop.Order, ExampleShop.Package, ExampleShop.Dashboard,
        ExampleShop.SellerProfile, ExampleShop.Customer, ExampleShop.Standing, ExampleShop.Voucher,
        new ProductPage([new(ExampleShop.Product, InStock: true)], null, ExampleShop.Opened),
        new ReservationPage([ExampleShop.Reservation], null),
        new OrderPage([ExampleShop.OrderInList], null, ExampleShop.Paid),
        new PackagePage([ExampleShop.Package], null, ExampleShop.Package.Version),
    }.ToDictionary(body => body.GetType());

    /// <summary>The example of what an operation answers with a status, or null.</summary>
    public static JsonNode? Of(string? operationId, int status, Type type)
        => (OfOperation(operationId, status) ?? OfType.GetValueOrDefault(type)) is { } body
            ? JsonSerializer.SerializeToNode(body, ApiJson.Default.GetTypeInfo(type)!)
            : null;

    private static object? OfOperation(string? operationId, int status) => (operationId, status) switch
    {
        ("CreateCart", _) => ExampleShop.Cart with { Version = 1, Items = [], Total = null },
        ("RemoveCartItem", _) => ExampleShop.Cart with { Version = 3, Items = [], Total = null },
        ("Checkout", StatusCodes.Status202Accepted) => Unpaid("awaitingPayment"),
        ("CancelOrder", _) => ExampleShop.Order with { Status = "cancelling", Version = 3, Reason = "ordered twice" },
        ("PutVoucher", StatusCodes.Status201Created) => ExampleShop.Voucher with { Uses = 0 },
        ("ShipPackage", _) => ExampleShop.ShippedPackage,
        ("DeliverPackage", _) => ExampleShop.ShippedPackage with
        {
            Status = PackageStatus.Delivered,
            Version = 33,
            DeliveredAt = ExampleShop.Later.AddDays(2),
        },
        _ => null,
    };

    private static OrderReply Unpaid(string status) => ExampleShop.Order with
    {
        Status = status,
        PaidAt = null,
        BySeller = [.. ExampleShop.Order.BySeller.Select(part => part with { Status = null })],
    };
}
