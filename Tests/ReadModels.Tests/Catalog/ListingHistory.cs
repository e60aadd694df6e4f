using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock.Events;

namespace Marketplace.ReadModels.Tests.Catalog;

/// <summary>A random history of a catalogue: as events, and as the plainest model of what lists must answer.</summary>
internal sealed class ListingHistory(Random random)
{
    private static readonly KeySpace Other = new("om", 1, 1);
    private static readonly string?[] Categories = [null, "Games", "GAMES", "Books"];
    private static readonly string[] Names = ["Ball", "ball", "Ärmel", "A\u0308rmel", "zoo"];

    private readonly Dictionary<(KeySpace Space, string Seller, string Product), ListedProduct> _products = [];
    private readonly HashSet<(KeySpace Space, string Seller, string Product)> _available = [];
    private long _revision;

    public EventStream Stream { get; } = new();

    public static IReadOnlyList<KeySpace> Spaces => [KeySpace.Business, Other];

    public void Step()
    {
        var key = (Space: Spaces[random.Next(2)], Seller: $"s{random.Next(3)}", Product: $"p{random.Next(6)}");
        if (random.Next(4) == 0)
            ChangeAvailability(key);
        else
            ChangeProduct(key);
    }

    /// <summary>All that a query must find, in order.</summary>
    public IReadOnlyList<ListedProduct> Find(ListProducts query)
    {
        var found = _products
            .Where(product => product.Key.Space.Equals(query.Space))
            .Select(product => product.Value with { InStock = _available.Contains(product.Key) })
            .Where(listed => listed.Product is var product
                && product.Status is not ProductStatus.Removed
                && (query.SellerId is null || product.SellerId == query.SellerId)
                && (query.Category is null || string.Equals(product.Category, query.Category, StringComparison.OrdinalIgnoreCase))
                && (query.Status is null || product.Status == query.Status)
                && (query.Currency is null || product.Price.Currency == query.Currency)
                && (query.MinPrice is null || product.Price.Amount >= query.MinPrice)
                && (query.MaxPrice is null || product.Price.Amount <= query.MaxPrice)
                && (query.InStock is null || listed.InStock == query.InStock));
        return query.Sort switch
        {
            ProductSort.Price =>
            [
                .. found.OrderBy(listed => listed.Product.Price.Currency, StringComparer.Ordinal).ThenBy(listed => listed.Product.Price.Amount)
                    .ThenBy(UniqueKey, StringComparer.Ordinal),
            ],
            ProductSort.Name =>
            [
                .. found.OrderBy(listed => listed.Product.Name.Normalize().ToUpperInvariant(), StringComparer.Ordinal)
                    .ThenBy(UniqueKey, StringComparer.Ordinal),
            ],
            _ => [.. found.OrderByDescending(listed => listed.CreatedAt).ThenByDescending(UniqueKey, StringComparer.Ordinal)],
        };
    }

    public ListProducts Query() => new()
    {
        Space = Spaces[random.Next(2)],
        SellerId = random.Next(3) == 0 ? $"s{random.Next(3)}" : null,
        Category = random.Next(3) == 0 ? Categories[random.Next(1, 4)] : null,
        Status = random.Next(4) == 0 ? (ProductStatus)random.Next(2) : null,
        Currency = random.Next(4) == 0 ? "BRL" : null,
        MinPrice = random.Next(4) == 0 ? random.Next(100) : null,
        MaxPrice = random.Next(4) == 0 ? random.Next(2_000) / 3m : null,
        InStock = random.Next(3) == 0 ? random.Next(2) == 0 : null,
        Sort = (ProductSort)random.Next(3),
        Limit = random.Next(1, 8),
    };

    private static string UniqueKey(ListedProduct listed) => $"{listed.Product.SellerId}/{listed.Product.ProductId}";

    private void ChangeAvailability((KeySpace Space, string Seller, string Product) key)
    {
        var available = _available.Add(key) || !_available.Remove(key);
        Stream.Append("stock", key.Space.Key(key.Seller, key.Product), new StockAvailabilityChanged(key.Seller, key.Product, available));
    }

    private void ChangeProduct((KeySpace Space, string Seller, string Product) key)
    {
        var known = _products.GetValueOrDefault(key);
        var product = Samples.Product(
            key.Seller, key.Product, Stream.Now, random.Next(1_000) / (decimal)Math.Pow(10, random.Next(4)), Names[random.Next(Names.Length)]) with
        {
            Category = Categories[random.Next(4)],
            Status = (ProductStatus)random.Next(2),
            Revision = ++_revision,
        };
        if (random.Next(4) == 0)
            product = product with { Price = product.Price with { Currency = "USD" } };
        object change = known is null || random.Next(3) > 0 ? new ProductPut(product) : new ProductPriceChanged(product);
        if (known is not null && random.Next(4) == 0)
        {
            product = known.Product with { Status = ProductStatus.Removed };
            change = new ProductRemoved(product);
        }
        Stream.Append("catalog", key.Space.Key(key.Seller), change);
        _products[key] = new(product, known?.CreatedAt ?? Stream.Now, InStock: false);
    }
}
