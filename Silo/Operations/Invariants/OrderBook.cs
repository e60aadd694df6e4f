using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>All orders of a space, as far as others are held against them.</summary>
internal sealed class OrderBook
{
    private readonly Dictionary<string, OrderEntry> _orders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Units that paid orders bought, by item; null where an order that is being cancelled makes it unknown.</summary>
    public Dictionary<string, long?> Bought { get; } = new(StringComparer.Ordinal);

    /// <summary>Paid orders whose package a seller should have, by seller.</summary>
    public Dictionary<string, List<string>> Packages { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public IEnumerable<KeyValuePair<string, OrderEntry>> Entries => _orders;

    public OrderEntry? Find(string orderKey) => _orders.GetValueOrDefault(orderKey);

    public void Add(string orderKey, OrderState order)
    {
        var status = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString());
        _counts[status] = _counts.GetValueOrDefault(status) + 1;
        var paid = order.Status == OrderStatus.Paid;
        Money? total = paid ? OrderTotals.Of(order.Lines(), order.Placed!.Currency).Total : null;
        _orders[orderKey] = new(order.Status, order.HasOpenWork, total);
        if (!paid)
            return;
        var (space, orderId) = KeySpace.Split(orderKey);
        var withdrawn = order.Cancellation is { Stage: CancellationStage.Done or CancellationStage.Repaying } cancellation
            ? cancellation.Withdrawn
            : [];
        foreach (var line in order.Lines())
        {
            var item = space.Key(line.SellerId, line.ProductId);
            if (order.HasOpenWork)
                Bought[item] = null;
            else if (!withdrawn.Contains(line.SellerId) && (!Bought.TryGetValue(item, out var units) || units is not null))
                Bought[item] = (units ?? 0) + line.Quantity;
        }

        foreach (var seller in order.Lines().Select(line => line.SellerId).Distinct(StringComparer.Ordinal))
        {
            var key = space.Key(seller);
            if (!Packages.TryGetValue(key, out var orders))
                Packages.Add(key, orders = []);
            orders.Add(orderId);
        }
    }
}
