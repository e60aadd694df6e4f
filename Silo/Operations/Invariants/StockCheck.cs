using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Stock;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>0 ≤ reserved ≤ on hand; each reservation has a living order; what paid orders bought is sold, or still reserved.</summary>
internal sealed class StockCheck(EntityReader entities, KeySpace space, Findings findings)
{
    private const string Kind = "stock";

    private readonly Dictionary<string, StockHead> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var (id, head) in entities.ScanAsync<StockHead>(Kind, cancellationToken))
        {
            if (EntityReader.IsIn(id, space))
                _items[id] = head;
            else if (space.HasTemplate && EntityReader.IsIn(id, space.Loaded) && head.Exists)
                _loaded.Add(KeySpace.Split(id).Id);
        }
    }

    public async Task<StockFigures> CheckAsync(OrderBook orders, bool consistent, CancellationToken cancellationToken)
    {
        var (onHand, reserved, sold) = (0L, 0L, 0L);
        foreach (var (id, item) in _items)
        {
            (onHand, reserved, sold) = (onHand + item.OnHand, reserved + item.Reserved, sold + item.Sold);
            findings.Check(item.Reserved >= 0 && item.Reserved <= item.OnHand && item.Sold >= 0, "stock.bounds", () => $"{id}: {item}");
            if (!consistent)
                continue;
            if (item.Reserved > 0)
                await CheckReservationsAsync(id, orders, cancellationToken);

            // An item that nobody bought has sold nothing.
            if (orders.Bought.GetValueOrDefault(id, 0) is { } bought)
                CheckSold(id, item, bought);
        }

        // An item that this generation has not touched is as it was loaded.
        onHand += KeySpaceTemplate.UnitsOnHand * _loaded.Count(id => !_items.ContainsKey(space.Key(id)));
        return new(onHand, reserved, sold);
    }

    private void CheckSold(string id, StockHead item, long bought)
        => findings.Check(item.Sold <= bought && bought <= item.Sold + item.Reserved, "stock.sold",
            () => $"{id}: paid orders bought {bought} units, and {item.Sold} are sold with {item.Reserved} reserved");

    // Head and rows are read apart, and no event tells of most changes: where a write came between, both are read again.
    private async Task CheckReservationsAsync(string id, OrderBook orders, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (item, version) = await entities.HeadAsync<StockHead>(Kind, id, cancellationToken);
            var held = 0L;
            var orphans = new List<string>();
            await foreach (var (row, reservation) in entities.RowsAsync(Kind, id, StockRows.Living, cancellationToken))
            {
                held += reservation.Units;
                var (order, line) = StockRows.LineOf(row);
                if (await orders.FindAsync(order, cancellationToken) is not { IsAlive: true })
                    orphans.Add($"{id}: line {line} of {order} holds {reservation.Units} units, and the order is not alive");
            }

            var (_, now) = await entities.HeadAsync<StockHead>(Kind, id, cancellationToken);
            if (now != version)
                continue;
            foreach (var orphan in orphans)
                findings.Add("stock.orphan", orphan);
            findings.Check(held == item!.Reserved, "stock.reserved",
                () => $"{id}: {item.Reserved} units are reserved, its reservations hold {held}");
            return;
        }
    }
}
