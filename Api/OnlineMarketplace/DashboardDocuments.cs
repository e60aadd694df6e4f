using System.Globalization;
using Marketplace.Api.OnlineMarketplace.Documents;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>Writes dashboards in the benchmark's words and numbers.</summary>
internal static class DashboardDocuments
{
    private const int ReadyForShipment = 6;
    private const int InTransit = 7;
    private const int ReadyToShip = 1;
    private const int Shipped = 3;

    public static DashboardDocument Of(string seller, SellerDashboard dashboard)
    {
        var sellerId = NumberOf(seller);
        var entries = new List<OrderEntryDocument>(dashboard.Packages.Length);
        foreach (var package in dashboard.Packages)
        {
            foreach (var line in package.Lines)
                entries.Add(EntryOf(entries.Count, sellerId, package, line));
        }

        var totals = dashboard.Totals.IsDefaultOrEmpty ? null : dashboard.Totals[0];
        var view = new SellerViewDocument
        {
            SellerId = sellerId,
            CountOrders = totals?.Orders ?? 0,
            CountItems = totals?.Lines ?? 0,
            TotalItems = totals?.Items.Amount ?? 0,
            TotalIncentive = totals?.Discount.Amount ?? 0,
            TotalAmount = (totals?.Items.Amount ?? 0) - (totals?.Discount.Amount ?? 0),
            TotalFreight = totals?.Freight.Amount ?? 0,
            TotalInvoice = totals?.Total.Amount ?? 0,
        };
        return new DashboardDocument(view, entries);
    }

    /// <summary>Ids are numbers in the benchmark, and were made from them.</summary>
    public static int NumberOf(string id) => int.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static OrderEntryDocument EntryOf(int id, int sellerId, Package package, OrderLine line) => new()
    {
        Id = id,
        NaturalKey = $"{package.CustomerId}|{package.OrderId}",
        CustomerId = NumberOf(package.CustomerId),
        OrderId = NumberOfOrder(package.OrderId),
        ProductId = NumberOf(line.ProductId),
        SellerId = sellerId,
        ProductName = line.Name,
        ProductCategory = line.Category,
        UnitPrice = line.UnitPrice.Amount,
        Quantity = line.Quantity,
        TotalItems = line.Items.Amount,
        TotalAmount = line.Items.Amount - line.Discount.Amount,
        TotalIncentive = line.Discount.Amount,
        TotalInvoice = line.Total.Amount,
        FreightValue = line.Freight.Amount,
        ShipmentDate = package.ShippedAt,
        DeliveryDate = package.DeliveredAt,
        OrderStatus = package.Status == PackageStatus.Shipped ? InTransit : ReadyForShipment,
        DeliveryStatus = package.Status == PackageStatus.Shipped ? Shipped : ReadyToShip,
    };

    // Orders are named by 128 bits here and by a number there: 31 of them are enough to look at, and natural_key tells exactly.
    private static int NumberOfOrder(string orderId)
    {
        var number = 0u;
        foreach (var c in orderId)
            number = (number * 31) + c;
        return (int)(number & int.MaxValue);
    }
}
