namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Some units of a product.</summary>
internal readonly record struct OrderedItem(int SellerId, int ProductId, int Quantity);
