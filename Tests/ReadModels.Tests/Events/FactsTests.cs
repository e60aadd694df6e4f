using System.Text.Json;
using Marketplace.Grains.Interfaces;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.ReadModels.Events;

namespace Marketplace.ReadModels.Tests.Events;

/// <summary>What is read of the events is what the contracts write.</summary>
public sealed class FactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_paid_order_is_read_as_it_was_written()
    {
        var written = Samples.Paid("ord_1", "c", [Samples.Line("s", "p", 3.5m), Samples.Line("t", "q")], Now);
        var read = Read(JsonSerializer.SerializeToUtf8Bytes(written, MarketplaceEvents.Default.OrderPaid), FactsJson.Default.OrderFacts);
        Assert.Equal((written.OrderId, written.CustomerId, written.Totals.Total), (read.OrderId, read.CustomerId, read.Totals.Total));
        Assert.Equal((written.IdempotencyKey, written.PlacedAt), (read.IdempotencyKey, read.PlacedAt));
        Assert.Equal(["s", "t"], read.Lines.Select(line => line.SellerId));
    }

    [Fact]
    public void An_ended_order_is_read_as_it_was_written()
    {
        var paid = Samples.Paid("ord_1", "c", [Samples.Line("s", "p")], Now);
        var written = Samples.Ended(paid, OrderStatus.Refunded, wasPaid: true, new Money(10, "BRL"));
        var read = Read(JsonSerializer.SerializeToUtf8Bytes(written, MarketplaceEvents.Default.OrderEnded), FactsJson.Default.OrderFacts);
        Assert.Equal((written.Status, written.Refunded, written.Reason), (read.Status, read.Refunded, read.Reason));
    }

    [Fact]
    public void A_part_that_was_repaid_is_read_as_it_was_written()
    {
        var paid = Samples.Paid("ord_1", "c", [Samples.Line("s", "p", 3.5m), Samples.Line("t", "q")], Now);
        var written = Samples.PartRefunded(paid, [paid.Lines[0]]);
        var read = Read(
            JsonSerializer.SerializeToUtf8Bytes(written, MarketplaceEvents.Default.OrderPartRefunded), FactsJson.Default.PartRefundFacts);
        Assert.Equal(
            (written.OrderId, written.CustomerId, written.Refunded, written.Reason),
            (read.OrderId, read.CustomerId, read.Refunded, read.Reason));
    }

    [Fact]
    public void A_package_is_read_as_it_was_written()
    {
        var paid = Samples.Paid("ord_1aaaaaaaaaaaaaaaaaaaaaaaaa", "c", [Samples.Line("s", "p")], Now);
        var written = Samples.Package(paid, "s", 0, PackageStatus.Delivered, Now) with { Carrier = "X", TrackingNumber = "1" };
        var read = Read(
            JsonSerializer.SerializeToUtf8Bytes(new PackageDelivered(written), MarketplaceEvents.Default.PackageDelivered),
            FactsJson.Default.PackageFacts).Package;
        Assert.Equal(
            (written.PackageId, written.OrderId, written.SellerId, written.CustomerId, written.Status),
            (read.PackageId, read.OrderId, read.SellerId, read.CustomerId, read.Status));
        Assert.Equal(
            (written.PaidAt, written.ShippedAt, written.DeliveredAt, written.Carrier, written.TrackingNumber),
            (read.PaidAt, read.ShippedAt, read.DeliveredAt, read.Carrier, read.TrackingNumber));
    }

    private static T Read<T>(byte[] data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json) => JsonSerializer.Deserialize(data, json)!;
}
