using System.Runtime.CompilerServices;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Stock;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>0 ≤ reserved ≤ on hand; each reservation has a living order; what paid orders bought is sold, or still reserved.</summary>
internal sealed class StockCheck(EntityReader entities, KeySpace space, Findings findings)
{
    private const string Kind = "stock";
    private const int RowsAtOnce = 256;

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

    // Head and rows are read apart, and no event tells of most changes: where a write came between, both are read again, though not for ever.
    private async Task CheckReservationsAsync(string id, OrderBook orders, CancellationToken cancellationToken)
    {
        for (var left = Findings.Tries; left > 0; left--)
        {
            var (item, version) = await entities.HeadAsync<StockHead>(Kind, id, cancellationToken);
            var held = 0L;
            var orphans = new List<string>();
            await foreach (var (row, units) in ReservationsAsync(id, item, cancellationToken))
            {
                held += units;
                var (order, line) = StockRows.LineOf(row);
                if (await orders.FindAsync(order, cancellationToken) is not { IsAlive: true })
                    orphans.Add($"{id}: line {line} of {order} holds {units} units, and the order is not alive");
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

        findings.PassOver();
    }

    // By number, where the grain looks for them: from the first by line a store would read over all that ever came and went. One that is in
    // the list and has no row of its own holds nothing.
    private async IAsyncEnumerable<(string Row, int Units)> ReservationsAsync(
        string id, StockHead? item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (item is not { IsListed: true })
        {
            await foreach (var (row, reservation) in entities.RowsAsync(Kind, id, StockRows.Living, after: null, cancellationToken))
                yield return (row, reservation.Units);
            yield break;
        }

        await foreach (var page in entities.RowsAsync(Kind, id, StockRows.LivingByNumber, StockRows.After(item.EndedTo), cancellationToken).Chunk(RowsAtOnce))
        {
            var lives = await entities.HaveRowsAsync(Kind, id, StockRows.Living, [.. page.Select(row => row.Row.Line)], cancellationToken);
            for (var place = 0; place < page.Length; place++)
            {
                if (lives[place])
                    yield return (page[place].Row.Line, page[place].Row.Units);
            }
        }
    }
}
