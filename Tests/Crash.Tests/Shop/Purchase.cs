namespace Marketplace.Crash.Tests.Shop;

/// <summary>One checkout as its buyer saw it end, and what was done about the order afterwards.</summary>
internal sealed record Purchase
{
    /// <summary>What <see cref="Cancelled"/> says when the wish was granted.</summary>
    public const string Granted = "granted";

    /// <summary>The buyer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The cart.</summary>
    public required string CartId { get; init; }

    /// <summary>The idempotency key, the same in every try.</summary>
    public required string Key { get; init; }

    /// <summary>What was asked, the same in every try.</summary>
    public required string Body { get; init; }

    /// <summary>The order, or null where the checkout was refused.</summary>
    public string? OrderId { get; init; }

    /// <summary>What the answer said: paid, awaitingPayment; or the refusal's code.</summary>
    public required string Status { get; init; }

    /// <summary>How often it was sent.</summary>
    public required int Tries { get; init; }

    /// <summary>What the answer to a wish to cancel said: <see cref="Granted"/> or the refusal's code; null where nobody wished it.</summary>
    public string? Cancelled { get; init; }

    /// <summary>The packages that were shipped before, as the API said.</summary>
    public IReadOnlyList<string> Shipped { get; init; } = [];

    /// <summary>The packages that were delivered, as the API said.</summary>
    public IReadOnlyList<string> Delivered { get; init; } = [];
}
