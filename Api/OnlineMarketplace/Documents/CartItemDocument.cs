namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>PATCH /cart/{customerId}/add, and an item of GET /cart/{customerId}/history/{tid}. Prices are the catalogue's, not the request's.</summary>
internal sealed record CartItemDocument
{
    public int? SellerId { get; init; }

    public int? ProductId { get; init; }

    public string? ProductName { get; init; }

    public decimal UnitPrice { get; init; }

    public decimal FreightValue { get; init; }

    public int Quantity { get; init; }

    public decimal Voucher { get; init; }

    public string? Version { get; init; }
}
