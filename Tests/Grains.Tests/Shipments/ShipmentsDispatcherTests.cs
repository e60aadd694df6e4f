using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Shipments;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Shipments;

public sealed class ShipmentsDispatcherTests
{
    private readonly OrderPaid _order = new()
    {
        OrderId = ShipmentsUnderTest.Order(1),
        CartId = "cart",
        CustomerId = "c",
        Lines =
        [
            ShipmentsUnderTest.Line("a", 1, seller: "s2"),
            ShipmentsUnderTest.Line("b", 2, seller: "s1"),
            ShipmentsUnderTest.Line("c", 3, seller: "s2"),
        ],
        Totals = OrderTotals.Of([], "BRL"),
        ShipTo = new() { Name = "N", Street = "S", City = "C" },
        PaymentType = "card",
        IdempotencyKey = "k",
        PlacedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Each_seller_of_a_paid_order_is_told_in_the_orders_key_space()
    {
        var dispatcher = new ShipmentsDispatcher(null!, EventsUnderTest.Serializer);

        var targets = dispatcher.TargetsOf(EventsUnderTest.Event("order", $"om:1.2:{_order.OrderId}", _order));

        Assert.Equal(["shipments/om:1.2:s2", "shipments/om:1.2:s1"], targets.Select(target => target.ToString()));
    }

    [Fact]
    public void A_seller_gets_its_own_lines_under_the_packages_id()
    {
        var part = PackageSplit.PartOf(_order, "s1", _order.PlacedAt);

        Assert.Equal("b", Assert.Single(part.Lines).ProductId);
        Assert.Equal(PublicId.OfPackage(_order.OrderId, 1), part.PackageId);
        Assert.Equal(2, PackageSplit.PartOf(_order, "s2", _order.PlacedAt).Lines.Length);
    }
}
