namespace Marketplace.Api.Endpoints.Carts;

/// <summary>How many of a product a cart holds.</summary>
internal sealed record SetCartItemRequest
{
    /// <summary>How many, 1 to 1,000,000.</summary>
    public int? Quantity { get; init; }
}
