namespace Marketplace.Api.Endpoints.Stock;

/// <summary>How many units there are.</summary>
internal sealed record PutStockRequest
{
    /// <summary>Units in the warehouse, reserved ones included; 0 to 10^12.</summary>
    public long? OnHand { get; init; }

    /// <summary>The number that the source of truth gave this count: an older one than the last is refused. Instead of If-Match.</summary>
    public long? SourceSequence { get; init; }
}
