using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Decides what goes into a cart: one to ten distinct items, one to ten of each, one in seventeen with a voucher.</summary>
internal static class CartPlanner
{
    /// <summary>Fills <paramref name="lines"/>, whose length is the most that a cart holds, and returns how many there are.</summary>
    public static int Plan(Catalogue catalogue, Span<CartLine> lines, ref IterationRandom random)
    {
        var count = random.Between(1, lines.Length);
        for (var planned = 0; planned < count;)
        {
            var item = catalogue.NextItem(ref random);
            if (Contains(lines[..planned], item)) continue;
            // The benchmark draws from 0 to 100, both included, and gives a voucher up to 5.
            lines[planned++] = new CartLine(item, random.Between(1, 10), random.Between(0, 100) <= 5);
        }
        return count;
    }

    private static bool Contains(ReadOnlySpan<CartLine> lines, CatalogueItem item)
    {
        foreach (ref readonly var line in lines)
            if (ReferenceEquals(line.Item, item)) return true;
        return false;
    }
}
