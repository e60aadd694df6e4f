using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Queries;
using Marketplace.ReadModels.Cursors;
using Marketplace.ReadModels.Orders;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Shipments;

/// <summary>Answers from the lists of packages.</summary>
internal sealed class PackageQueries(OrderProjection projection) : IPackageQueries
{
    private const string Columns =
        """
        SELECT k.placed_at, k.order_id, k.seller_id, k.package_id, k.customer_id, k.status, k.paid_at, k.shipped_at, k.delivered_at,
            k.carrier, k.tracking
        """;

    private const string OfOne = Columns + " FROM packages k";

    private const string All = Columns + " FROM orders o CROSS JOIN packages k ON k.space = o.space AND k.order_id = o.order_id";

    public async Task<Outcome<ListPage<PackageSummary>>> ListAsync(ListPackages query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.CheckLimit(query.Limit) is { } refusal ? refusal : await projection.QueryAsync(query, Read);
    }

    private static Outcome<ListPage<PackageSummary>> Read(ModelConnection connection, ListPackages query)
    {
        // Without a seller or an order, packages are found by the orders in their order.
        var all = query.OrderId is null && query.SellerId is null;
        var table = all ? "o" : "k";
        var sql = new ListSql("packages", $"{table}.space", query.Space, SpaceTable.Find(connection, query.Space) ?? 0);
        sql.Filter("k.order_id = ?", query.OrderId);
        sql.Filter("k.seller_id = ?", query.SellerId);
        if (query.Status is { } status)
            sql.Filter(string.Create(CultureInfo.InvariantCulture, $"k.status = {(int)status}"));
        if (query.Cursor is not null)
        {
            if (!ListCursor.TryDecode(sql.Mark, query.Cursor, 3, out var keys)
                || !long.TryParse(keys[0], CultureInfo.InvariantCulture, out var placedAt))
                return Pages.InvalidCursor;
            sql.After($"{table}.placed_at, {table}.order_id, k.seller_id", descending: true, placedAt, keys[1], keys[2]);
            sql.After($"{table}.placed_at", descending: true, placedAt + 1);
        }
        var rows = sql.Prepare(
            connection, all ? All : OfOne, $"{table}.placed_at DESC, {table}.order_id DESC, k.seller_id DESC", query.Limit);
        var items = ImmutableArray.CreateBuilder<PackageSummary>();
        var lastPlaced = 0L;
        string? next = null;
        while (rows.Step())
        {
            if (items.Count == query.Limit)
            {
                next = ListCursor.Encode(
                    sql.Mark, lastPlaced.ToString(CultureInfo.InvariantCulture), items[^1].OrderId, items[^1].SellerId);
                rows.Reset();
                break;
            }
            items.Add(Summary(rows));
            lastPlaced = rows.Long(0);
        }
        return new ListPage<PackageSummary>(items.ToImmutable(), next, Pages.AsOf(connection));
    }

    private static PackageSummary Summary(Statement row) => new()
    {
        OrderId = row.Text(1),
        SellerId = row.Text(2),
        PackageId = row.Text(3),
        CustomerId = row.Text(4),
        Status = (PackageStatus)row.Int(5),
        PaidAt = Pages.Time(row.Long(6)),
        ShippedAt = row.LongOrNull(7) is { } shipped ? Pages.Time(shipped) : null,
        DeliveredAt = row.LongOrNull(8) is { } delivered ? Pages.Time(delivered) : null,
        Carrier = row.TextOrNull(9),
        TrackingNumber = row.TextOrNull(10),
    };
}
