using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>Lines that could not be had, and why.</summary>
/// <param name="Lines">Their numbers.</param>
/// <param name="Problems">Why, in the same order.</param>
/// <param name="IsUnreachable">Whether an item could not be asked.</param>
/// <param name="IsOnlySoldOut">Whether too few units is the only trouble there is.</param>
internal sealed record Shortage(ImmutableArray<int> Lines, ImmutableArray<LineProblem> Problems, bool IsUnreachable, bool IsOnlySoldOut);
