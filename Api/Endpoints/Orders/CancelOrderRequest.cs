namespace Marketplace.Api.Endpoints.Orders;

/// <summary>Ends an order without goods.</summary>
internal sealed record CancelOrderRequest
{
    /// <summary>Why, up to 500 characters.</summary>
    public string? Reason { get; init; }
}
