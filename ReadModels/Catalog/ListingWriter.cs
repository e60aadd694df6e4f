using System.Text.Json;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Stock.Events;
using Marketplace.ReadModels.Events;
using Marketplace.ReadModels.Sqlite;
using Orleans.Entities;

namespace Marketplace.ReadModels.Catalog;

/// <summary>Writes the listing.</summary>
internal sealed class ListingWriter(ModelConnection connection) : IModelWriter
{
    private static readonly string Put = EventTypes.Of<ProductPut>();
    private static readonly string PriceChanged = EventTypes.Of<ProductPriceChanged>();
    private static readonly string Removed = EventTypes.Of<ProductRemoved>();

    public void Apply(LogEvent value, long space)
    {
        if (value.Type == Put)
            Write(value, space, Read(value, FactsJson.Default.ProductPut).Product);
        else if (value.Type == PriceChanged)
            Write(value, space, Read(value, FactsJson.Default.ProductPriceChanged).Product);
        else if (value.Type == Removed)
            Write(value, space, Read(value, FactsJson.Default.ProductRemoved).Product with { Status = ProductStatus.Removed });
        else
            Write(value, space, Read(value, FactsJson.Default.StockAvailabilityChanged));
    }

    public void EndBatch()
    {
        // Every event is written as it comes.
    }

    public void Committed()
    {
        // Nothing is kept in memory.
    }

    private void Write(LogEvent value, long space, Product product) => connection
        .Prepare(
            """
            INSERT INTO products(space, seller_id, product_id, version, status, category, name, currency, price, created_at, data)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT DO UPDATE SET version = ?4, status = ?5, category = ?6, name = ?7, currency = ?8, price = ?9, data = ?11
            WHERE version < ?4
            """)
        .Bind(1, space).Bind(2, product.SellerId).Bind(3, product.ProductId).Bind(4, EventTypes.OrderOf(value))
        .Bind(5, (long)product.Status)
        .Bind(6, product.Category is { } category ? SortKeys.OfText(category) : null)
        .Bind(7, SortKeys.OfText(product.Name))
        .Bind(8, product.Price.Currency).Bind(9, SortKeys.OfAmount(product.Price.Amount))
        .Bind(10, value.Time.UtcTicks)
        .Bind(11, JsonSerializer.SerializeToUtf8Bytes(product, ListingJson.Default.Product))
        .Run();

    private void Write(LogEvent value, long space, StockAvailabilityChanged stock) => connection
        .Prepare(
            """
            INSERT INTO availability(space, seller_id, product_id, version, available) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET version = ?4, available = ?5 WHERE version < ?4
            """)
        .Bind(1, space).Bind(2, stock.SellerId).Bind(3, stock.ProductId).Bind(4, EventTypes.OrderOf(value))
        .Bind(5, stock.Available ? 1 : 0)
        .Run();

    private static TEvent Read<TEvent>(LogEvent value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TEvent> json)
        => JsonSerializer.Deserialize(value.Data.Span, json) ?? throw new JsonException("The event is null.");
}
