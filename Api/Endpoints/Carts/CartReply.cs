using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>A cart, priced now.</summary>
internal sealed record CartReply
{
    /// <summary>Its id.</summary>
    public required string CartId { get; init; }

    /// <summary>The version, and the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>Whose it is.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What is in it.</summary>
    public required IReadOnlyList<CartItemReply> Items { get; init; }

    /// <summary>What all items cost now, freight included; absent when the cart is empty.</summary>
    public Money? Total { get; init; }

    /// <summary>What is not as the buyer last saw it.</summary>
    public required IReadOnlyList<CartChangeReply> Changes { get; init; }

    /// <summary>The order that is being made of it.</summary>
    public string? CheckingOutAs { get; init; }

    public static CartReply Of(CartView cart) => new()
    {
        CartId = cart.CartId,
        Version = cart.Version,
        CustomerId = cart.CustomerId,
        Items = [.. cart.Lines.Select(CartItemReply.Of)],
        Total = cart.Total,
        Changes = [.. cart.Lines.Where(line => line.OldPrice is not null || line.Problem is not null).Select(CartChangeReply.Of)],
        CheckingOutAs = cart.CheckingOutAs,
    };
}
