using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Stock.Events;
using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Catalog;

/// <summary>The listing: products with what they are filtered and sorted by, and whether they can be had.</summary>
internal sealed class ListingModel : IModel
{
    public string Name => "listing";

    public int Version => 1;

    // Removed products stay, since their age counts when they come back; the indexes leave them out.
    public string Schema =>
        """
        CREATE TABLE products(
            space INTEGER NOT NULL, seller_id TEXT NOT NULL, product_id TEXT NOT NULL, version INTEGER NOT NULL,
            status INTEGER NOT NULL, category TEXT, name TEXT NOT NULL, currency TEXT NOT NULL, price TEXT NOT NULL,
            created_at INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (space, seller_id, product_id));
        CREATE TABLE availability(
            space INTEGER NOT NULL, seller_id TEXT NOT NULL, product_id TEXT NOT NULL, version INTEGER NOT NULL, available INTEGER NOT NULL,
            PRIMARY KEY (space, seller_id, product_id));
        CREATE INDEX products_newest ON products(space, created_at, seller_id, product_id) WHERE status <> 2;
        CREATE INDEX products_price ON products(space, currency, price, seller_id, product_id) WHERE status <> 2;
        CREATE INDEX products_name ON products(space, name, seller_id, product_id) WHERE status <> 2;
        CREATE INDEX products_seller ON products(space, seller_id, created_at, product_id) WHERE status <> 2;
        CREATE INDEX products_category_newest ON products(space, category, created_at, seller_id, product_id) WHERE status <> 2;
        CREATE INDEX products_category_price ON products(space, category, currency, price, seller_id, product_id) WHERE status <> 2;
        """;

    public IReadOnlyList<string> Tables => ["products", "availability"];

    public bool KeepsTemplates => true;

    public IReadOnlyCollection<string> EventTypes { get; } =
    [
        Events.EventTypes.Of<ProductPut>(),
        Events.EventTypes.Of<ProductPriceChanged>(),
        Events.EventTypes.Of<ProductRemoved>(),
        Events.EventTypes.Of<StockAvailabilityChanged>(),
    ];

    public IModelWriter CreateWriter(ModelConnection connection, bool serves) => new ListingWriter(connection);
}
