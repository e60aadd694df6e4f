using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>Sums over lines. <c>Total = Items - Discount + Freight</c>.</summary>
[GenerateSerializer, Immutable, Alias("order-totals")]
public sealed record OrderTotals(
    [property: Id(0)] Money Items, [property: Id(1)] Money Freight, [property: Id(2)] Money Discount, [property: Id(3)] Money Total)
{
    /// <summary>The sums of lines of one currency.</summary>
    public static OrderTotals Of(IEnumerable<OrderLine> lines, string currency)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (items, freight, discount) = (Money.Zero(currency), Money.Zero(currency), Money.Zero(currency));
        foreach (var line in lines)
            (items, freight, discount) = (items + line.Items, freight + line.Freight, discount + line.Discount);
        return new OrderTotals(items, freight, discount, items - discount + freight);
    }
}
