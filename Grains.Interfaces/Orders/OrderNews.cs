using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>What an order tells its cart.</summary>
/// <param name="Checkout">The cart's checkout that the order is named by; 0 when the order never came and cannot know.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Key">The key it was checked out with; null when it never came.</param>
/// <param name="Problems">The lines that could not be had.</param>
[GenerateSerializer, Immutable, Alias("order-news")]
public sealed record OrderNews(
    [property: Id(0)] long Checkout,
    [property: Id(1)] OrderFate Fate,
    [property: Id(2)] IdempotencyKey? Key,
    [property: Id(3)] ImmutableArray<LineProblem> Problems);
