namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>A line of a dashboard.</summary>
internal sealed record OrderEntryDocument
{
    public required int Id { get; init; }

    public required string NaturalKey { get; init; }

    public required int CustomerId { get; init; }

    public required int OrderId { get; init; }

    public required int ProductId { get; init; }

    public required int SellerId { get; init; }

    public int? PackageId { get; init; }

    public required string ProductName { get; init; }

    public string? ProductCategory { get; init; }

    public required decimal UnitPrice { get; init; }

    public required int Quantity { get; init; }

    public required decimal TotalItems { get; init; }

    public required decimal TotalAmount { get; init; }

    public required decimal TotalIncentive { get; init; }

    public required decimal TotalInvoice { get; init; }

    public required decimal FreightValue { get; init; }

    public DateTimeOffset? ShipmentDate { get; init; }

    public DateTimeOffset? DeliveryDate { get; init; }

    public required int OrderStatus { get; init; }

    public required int DeliveryStatus { get; init; }
}
