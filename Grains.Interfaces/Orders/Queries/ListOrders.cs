using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Queries;

/// <summary>Asks for orders, the newest first; null leaves a filter out.</summary>
[GenerateSerializer, Immutable, Alias("list-orders")]
public sealed record ListOrders
{
    /// <summary>Whose data.</summary>
    [Id(0)] public required KeySpace Space { get; init; }

    /// <summary>The buyer.</summary>
    [Id(1)] public string? CustomerId { get; init; }

    /// <summary>A seller who has a package of it: an order is a seller's once it is paid.</summary>
    [Id(2)] public string? SellerId { get; init; }

    /// <summary>Where it is.</summary>
    [Id(3)] public OrderStatus? Status { get; init; }

    /// <summary>Placed after this, exclusive.</summary>
    [Id(4)] public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>The client's key of its checkout.</summary>
    [Id(5)] public string? IdempotencyKey { get; init; }

    /// <summary>Where an earlier page ended (<see cref="ListPage{T}.Next"/>); null for the first page.</summary>
    [Id(6)] public string? Cursor { get; init; }

    /// <summary>The most to answer, 1 to <see cref="ListLimits.Max"/>.</summary>
    [Id(7)] public int Limit { get; init; } = ListLimits.Default;
}
