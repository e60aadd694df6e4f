namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>POST /stock.</summary>
internal sealed record StockDocument
{
    public int? SellerId { get; init; }

    public int? ProductId { get; init; }

    public long? QtyAvailable { get; init; }

    public string? Version { get; init; }
}
