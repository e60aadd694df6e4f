using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>All orders of a space, as far as others are held against them.</summary>
internal sealed class OrderBook(EntityReader entities)
{
    private readonly Dictionary<string, OrderEntry> _orders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Units that paid orders bought, by item; null where an order that is being cancelled makes it unknown.</summary>
    public Dictionary<string, long?> Bought { get; } = new(StringComparer.Ordinal);

    /// <summary>Paid orders whose package a seller should have, by seller.</summary>
    public Dictionary<string, List<string>> Packages { get; } = new(StringComparer.Ordinal);

    /// <summary>Paid orders that are not being cancelled, by the voucher that they were placed with.</summary>
    public Dictionary<string, List<string>> PaidWith { get; } = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public IEnumerable<KeyValuePair<string, OrderEntry>> Entries => _orders;

    /// <summary>
    /// An order; null when there is none. One that was placed since the orders were read is read now: no event tells of it yet, so the
    /// log stood still.
    /// </summary>
    public async ValueTask<OrderEntry?> FindAsync(string orderKey, CancellationToken cancellationToken)
        => _orders.TryGetValue(orderKey, out var known) ? known : await FindNowAsync(orderKey, cancellationToken);

    /// <summary>An order as it is now; null when there is none.</summary>
    public async ValueTask<OrderEntry?> FindNowAsync(string orderKey, CancellationToken cancellationToken)
        => (await entities.HeadAsync<OrderState>("order", orderKey, cancellationToken)).Head is { } order ? OrderEntry.Of(order) : null;

    public void Add(string orderKey, OrderState order)
    {
        var status = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(order.Status.ToString());
        _counts[status] = _counts.GetValueOrDefault(status) + 1;
        var entry = _orders[orderKey] = OrderEntry.Of(order);
        if (entry.Status != OrderStatus.Paid)
            return;
        var (space, orderId) = KeySpace.Split(orderKey);
        foreach (var line in order.Lines())
        {
            var item = space.Key(line.SellerId, line.ProductId);
            if (order.HasOpenWork)
                Bought[item] = null;
            else if (!entry.Withdrawn.Contains(line.SellerId) && (!Bought.TryGetValue(item, out var units) || units is not null))
                Bought[item] = (units ?? 0) + line.Quantity;
        }

        if (entry.IsSettled)
        {
            foreach (var voucher in entry.Vouchers)
                Append(PaidWith, space.Key(voucher), orderKey);
        }

        foreach (var seller in order.Lines().Select(line => line.SellerId).Distinct(StringComparer.Ordinal))
            Append(Packages, space.Key(seller), orderId);
    }

    private static void Append(Dictionary<string, List<string>> lists, string key, string value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(value);
    }
}
