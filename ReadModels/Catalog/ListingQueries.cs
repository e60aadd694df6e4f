using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.ReadModels.Cursors;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Catalog;

/// <summary>Answers from the listing.</summary>
internal sealed class ListingQueries(ListingProjection projection) : IListingQueries
{
    private const string Select =
        """
        SELECT created_at, seller_id, product_id, currency, price, name, data,
            (SELECT available FROM availability a WHERE a.space = p.space AND a.seller_id = p.seller_id AND a.product_id = p.product_id)
        FROM products p
        """;

    private const string InStock =
        "EXISTS (SELECT 1 FROM availability a WHERE a.space = p.space AND a.seller_id = p.seller_id AND a.product_id = p.product_id AND a.available = 1)";

    public async Task<Outcome<ListPage<ListedProduct>>> ListAsync(ListProducts query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.CheckLimit(query.Limit) is { } refusal ? refusal : await projection.QueryAsync(query, Read);
    }

    private static Outcome<ListPage<ListedProduct>> Read(ModelConnection connection, ListProducts query)
    {
        var sql = Filters(query, SpaceTable.Find(connection, query.Space) ?? 0);
        if (query.Cursor is not null && !TryGoOn(sql, query))
            return Pages.InvalidCursor;
        var order = query.Sort switch
        {
            ProductSort.Price => "currency, price, seller_id, product_id",
            ProductSort.Name => "name, seller_id, product_id",
            _ => "created_at DESC, seller_id DESC, product_id DESC",
        };
        var rows = sql.Prepare(connection, Select, order, query.Limit);
        var items = ImmutableArray.CreateBuilder<ListedProduct>();
        string[] last = [];
        string? next = null;
        while (rows.Step())
        {
            if (items.Count == query.Limit)
            {
                next = ListCursor.Encode(sql.Mark, last);
                rows.Reset();
                break;
            }
            items.Add(new(JsonSerializer.Deserialize(rows.Blob(6), ListingJson.Default.Product)!, Pages.Time(rows.Long(0)), rows.Long(7) == 1));
            last = KeysOf(rows, query.Sort);
        }
        return new ListPage<ListedProduct>(items.ToImmutable(), next, Pages.AsOf(connection));
    }

    private static ListSql Filters(ListProducts query, long space)
    {
        var sql = new ListSql($"products {query.Sort}", "space", query.Space, space);
        sql.Filter("status <> 2");
        if (query.Status is { } status)
            sql.Filter(string.Create(CultureInfo.InvariantCulture, $"status = {(int)status}"));
        sql.Filter("seller_id = ?", query.SellerId);
        sql.Filter("category = ?", query.Category is { } category ? SortKeys.OfText(category) : null);
        sql.Filter("currency = ?", query.Currency);
        sql.Filter("price >= ?", query.MinPrice is { } min ? SortKeys.OfAmount(min) : null);
        sql.Filter("price <= ?", query.MaxPrice is { } max ? SortKeys.OfAmount(max) : null);
        if (query.InStock is { } inStock)
            sql.Filter(inStock ? InStock : $"NOT {InStock}");
        return sql;
    }

    private static bool TryGoOn(ListSql sql, ListProducts query)
    {
        if (!ListCursor.TryDecode(sql.Mark, query.Cursor!, query.Sort is ProductSort.Price ? 4 : 3, out var keys))
            return false;
        switch (query.Sort)
        {
            case ProductSort.Price:
                sql.After("currency, price, seller_id, product_id", descending: false, keys[0], keys[1], keys[2], keys[3]);
                return true;
            case ProductSort.Name:
                sql.After("name, seller_id, product_id", descending: false, keys[0], keys[1], keys[2]);
                return true;
            default:
                if (!long.TryParse(keys[0], CultureInfo.InvariantCulture, out var createdAt))
                    return false;
                sql.After("created_at, seller_id, product_id", descending: true, createdAt, keys[1], keys[2]);
                return true;
        }
    }

    private static string[] KeysOf(Statement rows, ProductSort sort) => sort switch
    {
        ProductSort.Price => [rows.Text(3), rows.Text(4), rows.Text(1), rows.Text(2)],
        ProductSort.Name => [rows.Text(5), rows.Text(1), rows.Text(2)],
        _ => [rows.Long(0).ToString(CultureInfo.InvariantCulture), rows.Text(1), rows.Text(2)],
    };
}
