namespace Marketplace.Grains.Interfaces.Stock.Events;

/// <summary>A product can be had again, or no more.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Available">Whether any unit is free.</param>
[Alias("stock.item.availability-changed.v1")]
public sealed record StockAvailabilityChanged(string SellerId, string ProductId, bool Available);
