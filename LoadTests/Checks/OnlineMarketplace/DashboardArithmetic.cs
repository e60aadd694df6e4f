using System.Globalization;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Adds up a dashboard.</summary>
internal static class DashboardArithmetic
{
    /// <summary>What is wrong with a dashboard of <paramref name="seller"/>, one sentence each.</summary>
    public static IEnumerable<string> Check(int seller, SellerDashboard dashboard)
    {
        var (view, entries) = (dashboard.SellerView, dashboard.OrderEntries);
        (string Total, decimal Shown, decimal Sum)[] totals =
        [
            ("seller_id", view.SellerId, seller),
            ("count_orders", view.CountOrders, entries.DistinctBy(entry => entry.NaturalKey).Count()),
            ("count_items", view.CountItems, entries.Count),
            ("total_amount", view.TotalAmount, entries.Sum(entry => entry.TotalAmount)),
            ("total_freight", view.TotalFreight, entries.Sum(entry => entry.FreightValue)),
            ("total_incentive", view.TotalIncentive, entries.Sum(entry => entry.TotalIncentive)),
            ("total_invoice", view.TotalInvoice, entries.Sum(entry => entry.TotalInvoice)),
            ("total_items", view.TotalItems, entries.Sum(entry => entry.TotalItems)),
        ];
        foreach (var (total, shown, sum) in totals)
            if (shown != sum)
                yield return string.Create(CultureInfo.InvariantCulture, $"seller {seller}: {total} is {shown}, its entries say {sum}");
        foreach (var stranger in entries.Where(entry => entry.SellerId != seller))
            yield return $"seller {seller}: the entry of order {stranger.NaturalKey} belongs to seller {stranger.SellerId}";
    }
}
