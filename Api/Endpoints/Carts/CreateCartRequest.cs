namespace Marketplace.Api.Endpoints.Carts;

/// <summary>A new cart.</summary>
internal sealed record CreateCartRequest
{
    /// <summary>Whose it is; a cart may have no customer until it is checked out.</summary>
    public string? CustomerId { get; init; }
}
