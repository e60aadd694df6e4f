using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Orders.Vouchers;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>0 ≤ uses ≤ limit; each use has a living order that was placed with the voucher, and each paid order has its uses.</summary>
internal sealed class VoucherCheck(EntityReader entities, KeySpace space, Findings findings)
{
    private const string Kind = "voucher";

    private readonly Dictionary<string, VoucherHead> _vouchers = new(StringComparer.Ordinal);

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var (id, head) in entities.ScanAsync<VoucherHead>(Kind, cancellationToken))
        {
            if (EntityReader.IsIn(id, space))
                _vouchers[id] = head;
        }
    }

    public async Task<VoucherFigures> CheckAsync(OrderBook orders, bool consistent, CancellationToken cancellationToken)
    {
        var uses = 0L;
        foreach (var (id, voucher) in _vouchers)
        {
            uses += voucher.Uses;
            findings.Check(
                voucher.Uses >= 0 && voucher.Open >= 0 && voucher.Open <= voucher.Uses && !(voucher.Uses > voucher.Made?.Terms.Limit),
                "voucher.bounds",
                () => $"{id}: {voucher}");
            if (consistent)
                await CheckUsesAsync(id, orders, cancellationToken);
        }

        if (consistent)
        {
            foreach (var (id, orderKeys) in orders.PaidWith.Where(paid => !_vouchers.ContainsKey(paid.Key)))
                findings.Add("voucher.missing", $"{id}: {orderKeys.Count} paid orders were placed with it, and there is no such voucher");
        }

        return new(_vouchers.Values.LongCount(voucher => voucher.Made is not null), uses);
    }

    // Head and rows are read apart, and no event tells of uses: where a write came between, both are read again.
    private async Task CheckUsesAsync(string id, OrderBook orders, CancellationToken cancellationToken)
    {
        var voucherId = KeySpace.Split(id).Id;
        for (var left = Findings.Tries; left > 0; left--)
        {
            var (voucher, version) = await entities.HeadAsync<VoucherHead>(Kind, id, cancellationToken);
            var users = new HashSet<string>(StringComparer.Ordinal);
            var orphans = new List<string>();
            await foreach (var (order, _) in entities.RowsAsync(Kind, id, VoucherRows.Uses, after: null, cancellationToken))
            {
                users.Add(order);
                if (await orders.FindAsync(order, cancellationToken) is not { IsAlive: true } user || !user.Vouchers.Contains(voucherId))
                    orphans.Add(order);
            }

            var missing = orders.PaidWith.GetValueOrDefault(id, []).Where(order => !users.Contains(order)).ToList();
            var (_, now) = await entities.HeadAsync<VoucherHead>(Kind, id, cancellationToken);
            if (now != version)
                continue;
            foreach (var orphan in orphans)
                findings.Add("voucher.orphan", $"{id}: {orphan} uses it, and is not alive or was placed without it");
            foreach (var order in missing)
            {
                // It may have been cancelled since the orders were read.
                if (await orders.FindNowAsync(order, cancellationToken) is { IsSettled: true })
                    findings.Add("voucher.missing", $"{id}: the paid order {order} was placed with it, and does not use it");
            }

            findings.Check(users.Count == voucher!.Uses, "voucher.uses", () => $"{id}: {voucher.Uses} uses are counted, and {users.Count} are there");
            return;
        }

        findings.PassOver();
    }
}
