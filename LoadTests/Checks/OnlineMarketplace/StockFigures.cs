namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Units over all products.</summary>
/// <param name="OnHand">In the warehouse, whether reserved or free.</param>
/// <param name="Reserved">Of those on hand, promised to an order that is not settled.</param>
/// <param name="Sold">Gone with paid orders.</param>
internal sealed record StockFigures(long OnHand, long Reserved, long Sold);
