namespace Marketplace.Api.Demo;

/// <summary>A product of the demo shop.</summary>
internal sealed record DemoProduct(string SellerId, string Id, string Name, string Category, decimal Price, decimal Freight, long Units);
