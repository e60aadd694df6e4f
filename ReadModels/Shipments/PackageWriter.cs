using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.ReadModels.Customers;
using Marketplace.ReadModels.Events;
using Marketplace.ReadModels.Sqlite;
using Orleans.Entities;

namespace Marketplace.ReadModels.Shipments;

/// <summary>Writes packages. An order makes them; what becomes of them is told in other partitions, and may be heard of first.</summary>
internal sealed class PackageWriter(ModelConnection connection, CustomerWriter customers, BoardWriter boards)
{
    /// <summary>Adds the package that a paid order makes.</summary>
    public void Add(LogEvent paid, long space, OrderFacts order, string sellerId, string packageId)
    {
        var added = connection
            .Prepare(
                """
                INSERT INTO packages(space, order_id, seller_id, package_id, version, customer_id, status, placed_at, paid_at)
                VALUES (?1, ?2, ?3, ?4, 0, ?5, 0, ?6, ?7) ON CONFLICT DO NOTHING
                """)
            .Bind(1, space).Bind(2, order.OrderId).Bind(3, sellerId).Bind(4, packageId).Bind(5, order.CustomerId)
            .Bind(6, order.PlacedAt.UtcTicks).Bind(7, paid.Time.UtcTicks)
            .Run() == 1;
        if (added)
            boards.Add(paid, space, sellerId);
        else
            connection.Prepare("UPDATE packages SET placed_at = ?4 WHERE space = ?1 AND order_id = ?2 AND seller_id = ?3")
                .Bind(1, space).Bind(2, order.OrderId).Bind(3, sellerId).Bind(4, order.PlacedAt.UtcTicks).Run();
    }

    /// <summary>Writes what became of a package.</summary>
    public void Apply(LogEvent value, long space, PackageFactsBody package)
    {
        var known = connection.Prepare("SELECT id, version, status FROM packages WHERE space = ?1 AND order_id = ?2 AND seller_id = ?3")
            .Bind(1, space).Bind(2, package.OrderId).Bind(3, package.SellerId);
        var isKnown = known.Step();
        var (id, version, status) = isKnown ? (known.Long(0), known.Long(1), (PackageStatus)known.Int(2)) : default;
        known.Reset();
        if (isKnown && version >= EventTypes.OrderOf(value))
            return;
        if (isKnown)
            Update(value, id, package);
        else
            Insert(value, space, package);
        if (isKnown && IsOpen(status) && !IsOpen(package.Status))
            boards.Remove(value, space, package.SellerId, package.PaidAt);
        else if (!isKnown && IsOpen(package.Status))
            boards.Add(value, space, package.SellerId);
        if (package.Status is PackageStatus.Delivered && status is not PackageStatus.Delivered)
            customers.Delivered(space, package.CustomerId);
    }

    private static bool IsOpen(PackageStatus status) => status is PackageStatus.ReadyToShip or PackageStatus.Shipped;

    private void Update(LogEvent value, long id, PackageFactsBody package) => connection
        .Prepare("UPDATE packages SET version = ?2, status = ?3, paid_at = ?4, shipped_at = ?5, delivered_at = ?6, carrier = ?7, tracking = ?8 WHERE id = ?1")
        .Bind(1, id).Bind(2, EventTypes.OrderOf(value)).Bind(3, (long)package.Status).Bind(4, package.PaidAt.UtcTicks)
        .Bind(5, package.ShippedAt?.UtcTicks).Bind(6, package.DeliveredAt?.UtcTicks).Bind(7, package.Carrier).Bind(8, package.TrackingNumber)
        .Run();

    private void Insert(LogEvent value, long space, PackageFactsBody package) => connection
        .Prepare(
            """
            INSERT INTO packages(
                space, order_id, seller_id, package_id, version, customer_id, status, placed_at, paid_at, shipped_at, delivered_at, carrier,
                tracking)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, ?12)
            """)
        .Bind(1, space).Bind(2, package.OrderId).Bind(3, package.SellerId).Bind(4, package.PackageId).Bind(5, EventTypes.OrderOf(value))
        .Bind(6, package.CustomerId).Bind(7, (long)package.Status).Bind(8, package.PaidAt.UtcTicks)
        .Bind(9, package.ShippedAt?.UtcTicks).Bind(10, package.DeliveredAt?.UtcTicks).Bind(11, package.Carrier).Bind(12, package.TrackingNumber)
        .Run();
}
