namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>A seller's totals over what is not delivered.</summary>
internal sealed record SellerViewDocument
{
    public required int SellerId { get; init; }

    public required int CountOrders { get; init; }

    public required int CountItems { get; init; }

    public required decimal TotalAmount { get; init; }

    public required decimal TotalFreight { get; init; }

    public required decimal TotalIncentive { get; init; }

    public required decimal TotalInvoice { get; init; }

    public required decimal TotalItems { get; init; }
}
