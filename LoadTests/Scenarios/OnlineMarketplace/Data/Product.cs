namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>A product at one version and price.</summary>
internal sealed record Product(
    int SellerId, int ProductId, string Name, string Sku, string Category, string Description, decimal Price, decimal Freight, string Version);
