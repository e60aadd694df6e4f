using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>What became of a checkout: an order (paid, awaiting its payment, or ended), or why there is none.</summary>
/// <param name="Order">The order, or null.</param>
/// <param name="Refusal">Why it did not succeed, or null.</param>
/// <param name="Problems">The lines that could not be had as the cart saw them.</param>
/// <param name="Replayed">Whether this is the answer to an earlier checkout with the same key.</param>
/// <param name="OrderId">The order that the answer is about, where <paramref name="Order"/> is null.</param>
[GenerateSerializer, Immutable, Alias("checkout-answer")]
public sealed record CheckoutAnswer(
    [property: Id(0)] OrderView? Order,
    [property: Id(1)] Refusal? Refusal,
    [property: Id(2)] ImmutableArray<LineProblem> Problems,
    [property: Id(3)] bool Replayed = false,
    [property: Id(4)] string? OrderId = null);
