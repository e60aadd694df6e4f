using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Shipments;
using Orleans.Entities;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>
/// A dashboard's totals are the sums of its entries; each paid order has its packages at its sellers; each open package has its order,
/// paid and not taken back.
/// </summary>
internal sealed class ShipmentCheck(EntityReader entities, IEventLog log, KeySpace space, Findings findings)
{
    private const string Kind = "shipments";

    // The reader of the log that tells sellers.
    private const string Reader = "shipments";
    private const int Batch = 256;

    private readonly List<string> _sellers = [];

    /// <summary>Packages of paid orders of which the log has not told the seller yet: it will.</summary>
    public long Awaited { get; private set; }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var (id, _) in entities.ScanAsync<ShipmentsHead>(Kind, cancellationToken))
        {
            if (EntityReader.IsIn(id, space))
                _sellers.Add(id);
        }
    }

    public async Task<long> CheckAsync(OrderBook orders, bool consistent, CancellationToken cancellationToken)
    {
        var open = 0L;
        foreach (var seller in _sellers)
            open += await CheckOpenAsync(seller, orders, consistent, cancellationToken);
        if (consistent)
        {
            foreach (var (seller, orderIds) in orders.Packages)
                await CheckPackagesAsync(seller, orderIds, cancellationToken);
        }

        return open;
    }

    // Head and rows are read apart: where a write came between, both are read again, though not for ever.
    private async Task<long> CheckOpenAsync(string seller, OrderBook orders, bool consistent, CancellationToken cancellationToken)
    {
        var sellerId = KeySpace.Split(seller).Id;
        var packages = 0L;
        for (var left = Findings.Tries; left > 0; left--)
        {
            var (head, version) = await entities.HeadAsync<ShipmentsHead>(Kind, seller, cancellationToken);
            var sums = ShipmentsHead.Empty.Totals;
            packages = 0;
            var orphans = new List<string>();
            await foreach (var (_, package) in entities.RowsAsync(Kind, seller, ShipmentRows.Open, ShipmentRows.AfterDone(head), cancellationToken))
            {
                sums = PackageTotals.Plus(sums, package);
                packages++;
                if (consistent
                    && (await orders.FindAsync(space.Key(package.OrderId), cancellationToken) is not { IsAlive: true } order
                        || order.Withdrawn.Contains(sellerId)))
                    orphans.Add(package.PackageId);
            }

            var (_, now) = await entities.HeadAsync<ShipmentsHead>(Kind, seller, cancellationToken);
            if (now != version)
                continue;
            foreach (var orphan in orphans)
                findings.Add("package.orphan", $"{seller}: {orphan} waits for its delivery, and its order is over or has taken it back");
            var totals = head?.Totals ?? [];
            findings.Check(Ordered(totals).SequenceEqual(Ordered(sums)), "dashboard.totals",
                () => $"{seller}: the totals are {string.Join("; ", totals)}, the entries sum to {string.Join("; ", sums)}");
            return packages;
        }

        findings.PassOver();
        return packages;
    }

    private async Task CheckPackagesAsync(string seller, List<string> orderIds, CancellationToken cancellationToken)
    {
        foreach (var batch in orderIds.Chunk(Batch))
        {
            var found = await entities.HaveRowsAsync(Kind, seller, ShipmentRows.Orders, batch, cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                if (found[i])
                    continue;
                if (await IsToldAsync(batch[i], cancellationToken))
                    findings.Add("package.missing", $"{seller}: the paid order {batch[i]} has no package there");
                else
                    Awaited++;
            }
        }
    }

    private async Task<bool> IsToldAsync(string orderId, CancellationToken cancellationToken)
    {
        var partition = log.PartitionOf(new EntityKey("order", space.Key(orderId)));
        var position = await log.GetPositionAsync(Reader, partition, cancellationToken);
        return position is not null && position.Next >= (await log.GetExtentAsync(partition, cancellationToken)).Next;
    }

    private static IEnumerable<DashboardTotals> Ordered(IEnumerable<DashboardTotals> totals)
        => totals.OrderBy(total => total.Currency, StringComparer.Ordinal);
}
