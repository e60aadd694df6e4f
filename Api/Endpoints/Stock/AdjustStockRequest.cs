namespace Marketplace.Api.Endpoints.Stock;

/// <summary>Units that came, or went otherwise than by an order.</summary>
internal sealed record AdjustStockRequest
{
    /// <summary>Units to add; negative to take away. Not 0.</summary>
    public long? Delta { get; init; }

    /// <summary>Why, up to 500 characters.</summary>
    public string? Reason { get; init; }
}
