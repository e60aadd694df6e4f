namespace Marketplace.Api.Endpoints.Catalog;

/// <summary>A product's new price.</summary>
internal sealed record ChangePriceRequest
{
    /// <summary>The price of one.</summary>
    public MoneyInput? Price { get; init; }
}
