using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Marketplace.ReadModels.Cursors;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Orders;

/// <summary>Answers from the lists of orders.</summary>
internal sealed class OrderQueries(OrderProjection projection) : IOrderQueries
{
    private const string Columns =
        """
        SELECT o.placed_at, o.order_id, o.customer_id, o.status, o.version, o.total, o.currency, o.refunded, o.lines, o.idempotency_key,
            o.reason,
            (SELECT count(*) FROM packages c WHERE c.space = o.space AND c.order_id = o.order_id AND c.status <> 3),
            (SELECT count(*) FROM packages c WHERE c.space = o.space AND c.order_id = o.order_id AND c.status = 2)
        """;

    private const string All = Columns + " FROM orders o";

    private const string OfSeller = Columns + " FROM packages k CROSS JOIN orders o ON o.space = k.space AND o.order_id = k.order_id";

    public async Task<Outcome<ListPage<OrderSummary>>> ListAsync(ListOrders query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.CheckLimit(query.Limit) is { } refusal ? refusal : await projection.QueryAsync(query, Read);
    }

    private static Outcome<ListPage<OrderSummary>> Read(ModelConnection connection, ListOrders query)
    {
        // A seller's orders are found by the packages, which carry the order's time.
        var table = query.SellerId is null ? "o" : "k";
        var sql = new ListSql("orders", $"{table}.space", query.Space, SpaceTable.Find(connection, query.Space) ?? 0);
        sql.Filter("k.seller_id = ?", query.SellerId);
        sql.Filter("o.customer_id = ?", query.CustomerId);
        sql.Filter("o.idempotency_key = ?", query.IdempotencyKey);
        sql.Filter($"{table}.placed_at > ?", query.CreatedAfter?.UtcTicks);
        if (query.Status is { } status)
            sql.Filter(StatusIs(status));
        if (query.Cursor is not null)
        {
            if (!ListCursor.TryDecode(sql.Mark, query.Cursor, 2, out var keys)
                || !long.TryParse(keys[0], CultureInfo.InvariantCulture, out var placedAt))
                return Pages.InvalidCursor;
            sql.After($"{table}.placed_at, {table}.order_id", descending: true, placedAt, keys[1]);
        }
        var rows = sql.Prepare(
            connection, query.SellerId is null ? All : OfSeller, $"{table}.placed_at DESC, {table}.order_id DESC", query.Limit);
        var items = ImmutableArray.CreateBuilder<OrderSummary>();
        string? next = null;
        while (rows.Step())
        {
            if (items.Count == query.Limit)
            {
                next = ListCursor.Encode(
                    sql.Mark, items[^1].PlacedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), items[^1].OrderId);
                rows.Reset();
                break;
            }
            items.Add(Summary(rows));
        }
        return new ListPage<OrderSummary>(items.ToImmutable(), next, Pages.AsOf(connection));
    }

    // The index of what is not paid serves only a condition that says so.
    private static string StatusIs(OrderStatus status) => status is OrderStatus.Paid
        ? "o.status = 2"
        : string.Create(CultureInfo.InvariantCulture, $"o.status = {(int)status} AND o.status <> 2");

    private static OrderSummary Summary(Statement row)
    {
        var currency = row.Text(6);
        return new()
        {
            PlacedAt = Pages.Time(row.Long(0)),
            OrderId = row.Text(1),
            CustomerId = row.Text(2),
            Status = (OrderStatus)row.Int(3),
            Version = row.Long(4) >> 20,
            Total = new(Amounts.Parse(row.Text(5)), currency),
            Refunded = row.TextOrNull(7) is { } refunded ? new Money(Amounts.Parse(refunded), currency) : null,
            Lines = row.Int(8),
            IdempotencyKey = row.Text(9),
            Reason = row.TextOrNull(10),
            Packages = row.Int(11),
            Delivered = row.Int(12),
        };
    }
}
