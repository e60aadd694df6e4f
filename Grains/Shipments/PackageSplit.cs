using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>Splits a paid order by seller.</summary>
internal static class PackageSplit
{
    /// <summary>The sellers in the order of their first lines: a package's id names the place.</summary>
    public static List<string> SellersOf(OrderPaid order)
    {
        var sellers = new List<string>(4);
        foreach (var line in order.Lines)
        {
            if (!sellers.Contains(line.SellerId))
                sellers.Add(line.SellerId);
        }

        return sellers;
    }

    /// <summary>A seller's part.</summary>
    public static PaidOrder PartOf(OrderPaid order, string sellerId, DateTimeOffset paidAt) => new()
    {
        OrderId = order.OrderId,
        PackageId = PublicId.OfPackage(order.OrderId, SellersOf(order).IndexOf(sellerId)),
        CustomerId = order.CustomerId,
        Lines = [.. order.Lines.Where(line => line.SellerId == sellerId)],
        ShipTo = order.ShipTo,
        PaidAt = paidAt,
    };
}
