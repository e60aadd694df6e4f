using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>Sums over packages, kept by adding and taking off.</summary>
internal static class PackageTotals
{
    public static ImmutableArray<DashboardTotals> Plus(ImmutableArray<DashboardTotals> totals, Package package)
    {
        var own = Of(package);
        for (var place = 0; place < totals.Length; place++)
        {
            if (totals[place].Currency == own.Currency)
                return totals.SetItem(place, Sum(totals[place], own, 1));
        }

        return totals.Add(own);
    }

    public static ImmutableArray<DashboardTotals> Minus(ImmutableArray<DashboardTotals> totals, Package package)
    {
        var own = Of(package);
        for (var place = 0; place < totals.Length; place++)
        {
            if (totals[place].Currency != own.Currency)
                continue;
            var rest = Sum(totals[place], own, -1);
            return rest.Orders == 0 ? totals.RemoveAt(place) : totals.SetItem(place, rest);
        }

        throw new InvalidOperationException($"There are no packages in {own.Currency}.");
    }

    public static DashboardTotals Of(Package package)
    {
        var currency = package.Lines[0].UnitPrice.Currency;
        var (units, items, freight, discount) = (0L, Money.Zero(currency), Money.Zero(currency), Money.Zero(currency));
        foreach (var line in package.Lines)
            (units, items, freight, discount) = (units + line.Quantity, items + line.Items, freight + line.Freight, discount + line.Discount);
        return new()
        {
            Currency = currency,
            Orders = 1,
            Lines = package.Lines.Length,
            Units = units,
            Items = items,
            Freight = freight,
            Discount = discount,
            Total = items - discount + freight,
        };
    }

    private static DashboardTotals Sum(DashboardTotals all, DashboardTotals one, int sign) => new()
    {
        Currency = all.Currency,
        Orders = all.Orders + (sign * one.Orders),
        Lines = all.Lines + (sign * one.Lines),
        Units = all.Units + (sign * one.Units),
        Items = all.Items + (one.Items * sign),
        Freight = all.Freight + (one.Freight * sign),
        Discount = all.Discount + (one.Discount * sign),
        Total = all.Total + (one.Total * sign),
    };
}
