namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>One item of GET /cart/{customer}/history/{transaction}, as far as it is checked.</summary>
internal sealed record HistoryItem(int SellerId, int ProductId, int Quantity);
