namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>PATCH /product.</summary>
internal sealed record PriceDocument
{
    public int? SellerId { get; init; }

    public int? ProductId { get; init; }

    public decimal? Price { get; init; }
}
