using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>Sums over lines.</summary>
/// <param name="Items">Goods.</param>
/// <param name="Freight">Freight.</param>
/// <param name="Discount">What is taken off.</param>
/// <param name="Total">Goods less discount, and freight.</param>
internal sealed record OrderTotalsReply(Money Items, Money Freight, Money Discount, Money Total)
{
    public static OrderTotalsReply Of(OrderTotals totals) => new(totals.Items, totals.Freight, totals.Discount, totals.Total);
}
