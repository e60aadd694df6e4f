using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Grains.Stock;

/// <summary>Which product an item of stock is of.</summary>
internal sealed record StockItem(string SellerId, string ProductId)
{
    /// <summary>The item behind an id of the form <c>{seller}/{product}</c>.</summary>
    public static StockItem Of(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? throw new FormatException($"'{id}' names no item of stock.") : new(id[..slash], id[(slash + 1)..]);
    }

    /// <summary>What is told of the item; null when nobody has counted it.</summary>
    public StockLevel? Level(StockHead? head) => head is not { Exists: true } ? null : new StockLevel
    {
        SellerId = SellerId,
        ProductId = ProductId,
        OnHand = head.OnHand,
        Reserved = head.Reserved,
        Sold = head.Sold,
        Version = head.Revision,
        ProductRevision = head.ProductRevision,
        Label = head.Label,
    };
}
