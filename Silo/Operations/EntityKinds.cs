using System.Collections.Frozen;
using Marketplace.Grains.Carts;
using Marketplace.Grains.Catalog;
using Marketplace.Grains.Customers;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Sellers;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Vouchers;
using Marketplace.Grains.Shipments;
using Marketplace.Grains.Stock;
using Orleans.Entities;
using Orleans.Serialization;

namespace Marketplace.Silo.Operations;

/// <summary>The kinds of entities with what their heads and rows are.</summary>
internal sealed class EntityKinds
{
    private readonly FrozenDictionary<string, EntityKind> _kinds;

    public EntityKinds(IServiceProvider services) => _kinds = new Dictionary<string, EntityKind>
    {
        ["order"] = Kind<OrderState>(services),
        ["voucher"] = Kind<VoucherHead>(
            services, Rows(services, VoucherRows.Uses), Rows(services, VoucherRows.Open), Rows(services, VoucherRows.Released)),
        ["cart"] = Kind<CartState>(
            services, Rows(services, CartRows.Lines), Rows(services, CartRows.Added), Rows(services, CartRows.Keys)),
        ["stock"] = Kind<StockHead>(
            services, Rows(services, StockRows.Living), Rows(services, StockRows.LivingByNumber), Rows(services, StockRows.Ended)),
        ["catalog"] = Kind<CatalogHead>(services, Rows(services, CatalogRows.Products)),
        ["shipments"] = Kind<ShipmentsHead>(services, Rows(services, ShipmentRows.Open), Rows(services, ShipmentRows.Orders)),
        ["seller"] = Kind<Seller>(services),
        ["customer"] = Kind<CustomerHead>(services),
        ["key-space"] = Kind<KeySpace>(services),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<string> Names => _kinds.Keys.Order(StringComparer.Ordinal);

    public EntityKind? Find(string kind) => _kinds.GetValueOrDefault(kind);

    private static EntityKind Kind<THead>(IServiceProvider services, params EntityCollection[] rows)
        => new(Decoder<THead>(services), rows);

    private static EntityCollection Rows<TRow>(IServiceProvider services, RowSet<TRow> rows) where TRow : class
        => new(rows.Name, Decoder<TRow>(services));

    private static Func<ReadOnlyMemory<byte>, object> Decoder<T>(IServiceProvider services)
    {
        var serializer = services.GetRequiredService<Serializer<T>>();
        return bytes => serializer.Deserialize(bytes)!;
    }
}
