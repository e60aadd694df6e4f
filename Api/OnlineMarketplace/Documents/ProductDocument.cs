namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>POST /product and PUT /product.</summary>
internal sealed record ProductDocument
{
    public int? SellerId { get; init; }

    public int? ProductId { get; init; }

    public string? Name { get; init; }

    public string? Sku { get; init; }

    public string? Category { get; init; }

    public string? Description { get; init; }

    public decimal? Price { get; init; }

    public decimal FreightValue { get; init; }

    public string? Version { get; init; }
}
