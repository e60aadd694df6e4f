using System.Numerics;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>
/// Shares of a discount over lines by largest remainder: each line gets the whole minor units of what is its part, and those that are
/// left go, one each, to the lines that lost most by that; of two that lost as much, to the one before. So the shares sum exactly, and
/// none is more than its line.
/// </summary>
internal static class DiscountShares
{
    /// <summary>Shares an amount.</summary>
    /// <param name="discount">What is taken off: from zero to what the lines cost, in whole minor units.</param>
    /// <param name="lines">What each line costs, from zero, in whole minor units.</param>
    /// <param name="currency">The currency of all of them.</param>
    public static decimal[] Of(decimal discount, ReadOnlySpan<decimal> lines, string currency)
    {
        // A decimal's zero may have a sign, which a difference leaves it.
        ArgumentOutOfRangeException.ThrowIfLessThan(discount, 0m);
        var unit = UnitOf(currency);

        // A price times a price is more than a decimal holds.
        var costs = new BigInteger[lines.Length];
        var total = BigInteger.Zero;
        for (var line = 0; line < costs.Length; line++)
            total += costs[line] = new BigInteger(lines[line] / unit);
        var left = new BigInteger(discount / unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left, total, nameof(discount));

        var shares = new decimal[costs.Length];
        if (left.IsZero)
            return shares;
        var (all, places, lost) = (left, new int[costs.Length], new BigInteger[costs.Length]);
        for (var line = 0; line < costs.Length; line++)
        {
            var whole = BigInteger.DivRem(all * costs[line], total, out lost[line]);
            (shares[line], places[line]) = ((decimal)whole * unit, line);
            left -= whole;
        }

        Array.Sort(places, (one, other) => lost[other].CompareTo(lost[one]) is var most && most != 0 ? most : one.CompareTo(other));
        for (var place = 0; place < left; place++)
            shares[places[place]] += unit;
        return shares;
    }

    private static decimal UnitOf(string currency) => new(1, 0, 0, isNegative: false, (byte)Currencies.DigitsOf(currency));
}
