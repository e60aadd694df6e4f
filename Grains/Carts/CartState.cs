using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts;

/// <summary>The head of a cart.</summary>
[GenerateSerializer, Immutable, Alias("cart-state")]
internal sealed record CartState
{
    [Id(0)] public string? CustomerId { get; init; }

    /// <summary>The key it was made with, or null where adding made it.</summary>
    [Id(1)] public IdempotencyKey? CreatedBy { get; init; }

    /// <summary>The number of the next checkout, or of the running one: with the cart's key it names the order.</summary>
    [Id(2)] public long Checkout { get; init; }

    /// <summary>The currency of what is in it; null when it is empty.</summary>
    [Id(3)] public string? Currency { get; init; }

    /// <summary>How many lines it has.</summary>
    [Id(4)] public int Lines { get; init; }

    /// <summary>How many lines wait beside them for the running order's end.</summary>
    [Id(5)] public int Added { get; init; }

    /// <summary>
    /// Whether there may be an order for <see cref="Checkout"/> by now, for all that a new activation can know: there was something
    /// that an activation before it could have ordered.
    /// </summary>
    [Id(6)] public bool MayBeOrdered { get; init; }

    /// <summary>Whether the lines are dropped also when the running order fails: the cart was emptied meanwhile.</summary>
    [Id(7)] public bool DropOnFailure { get; init; }

    /// <summary>When anything was last changed.</summary>
    [Id(8)] public DateTimeOffset TouchedAt { get; init; }
}
