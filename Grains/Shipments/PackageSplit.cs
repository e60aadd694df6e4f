using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>Splits a paid order by seller.</summary>
internal static class PackageSplit
{
    /// <summary>The sellers in the order of their first lines: a package's id names the place.</summary>
    public static List<string> SellersOf(ImmutableArray<OrderLine> lines)
    {
        var sellers = new List<string>(4);
        foreach (var line in lines)
        {
            if (!sellers.Contains(line.SellerId))
                sellers.Add(line.SellerId);
        }

        return sellers;
    }

    /// <summary>A seller's part.</summary>
    public static PaidOrder PartOf(OrderPaid order, string sellerId, DateTimeOffset paidAt)
        => PartOf(order.OrderId, order.CustomerId, order.Lines, order.ShipTo, sellerId, paidAt);

    /// <inheritdoc cref="PartOf(OrderPaid, string, DateTimeOffset)"/>
    public static PaidOrder PartOf(
        string orderId, string customerId, ImmutableArray<OrderLine> lines, Address shipTo, string sellerId, DateTimeOffset paidAt)
        => new()
        {
            OrderId = orderId,
            PackageId = PublicId.OfPackage(orderId, SellersOf(lines).IndexOf(sellerId)),
            CustomerId = customerId,
            Lines = [.. lines.Where(line => line.SellerId == sellerId)],
            ShipTo = shipTo,
            PaidAt = paidAt,
        };
}
