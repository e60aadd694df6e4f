namespace Marketplace.Grains.Interfaces.Stock.Events;

/// <summary>Units were stated or adjusted from outside; what orders do to stock is told by the orders' events.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="ProductId">The product.</param>
/// <param name="OnHand">Units in the warehouse afterwards.</param>
/// <param name="Delta">What that changed.</param>
/// <param name="Reason">Why, or null.</param>
[Alias("stock.item.counted.v1")]
public sealed record StockCounted(string SellerId, string ProductId, long OnHand, long Delta, string? Reason);
