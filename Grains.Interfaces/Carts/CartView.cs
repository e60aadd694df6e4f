using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>A cart as it is, priced when read.</summary>
[GenerateSerializer, Immutable, Alias("cart-view")]
public sealed record CartView
{
    /// <summary>Its id.</summary>
    [Id(0)] public required string CartId { get; init; }

    /// <summary>The entity's version.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>Whose it is, or null while nobody has said.</summary>
    [Id(2)] public string? CustomerId { get; init; }

    /// <summary>What is in it.</summary>
    [Id(3)] public required ImmutableArray<CartLine> Lines { get; init; }

    /// <summary>What all lines cost now; null when it is empty.</summary>
    [Id(4)] public Money? Total { get; init; }

    /// <summary>The order that is being made of it; null when none is.</summary>
    [Id(5)] public string? CheckingOutAs { get; init; }
}
