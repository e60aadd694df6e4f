using System.Collections.Immutable;

namespace Marketplace.Grains.Interfaces.Common;

/// <summary>A page of a list.</summary>
/// <param name="Items">What it holds, in the list's order.</param>
/// <param name="Next">The cursor of the next page: opaque, bound to the list's filters, good for ever; null at the end.</param>
/// <param name="AsOf">When the newest event happened that the list has seen; null when it has seen none.</param>
[GenerateSerializer, Immutable, Alias("list-page`1")]
public sealed record ListPage<T>(
    [property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? Next, [property: Id(2)] DateTimeOffset? AsOf);
