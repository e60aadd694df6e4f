using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Orleans.Concurrency;

namespace Marketplace.Grains.Shipments;

/// <inheritdoc cref="IShipmentsGrain"/>
[GrainType("shipments")]
[Reentrant]
internal sealed class ShipmentsGrain([Entity] IEntity<ShipmentsHead> entity, IGrainContext context, TimeProvider time) : Grain, IShipmentsGrain
{
    private const int LinesAtOnce = 1_000;

    // So seldom a look at the oldest costs a delivery next to nothing.
    private const int LookedEvery = 1_000;

    private readonly string _sellerId = KeySpace.Split(context.GrainId.Key.ToString()!).Id;

    private readonly PastHours _past = new(time);

    private long _lookedAt;

    public async Task AcceptAsync(ImmutableArray<PaidOrder> orders)
    {
        for (var start = 0; start < orders.Length;)
        {
            var some = orders.AsSpan(start, CountAtOnce(orders.AsSpan()[start..])).ToImmutableArray();
            await entity.RunAsync(
                (_sellerId, some), ShipmentRules.Accept, [.. some.Select(order => ShipmentRows.Orders.Row(order.OrderId))]);
            start += some.Length;
        }
    }

    public async Task<WithdrawStatus> WithdrawAsync(PaidOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        while (true)
        {
            var sequence = await FindAsync(order.OrderId);
            var status = await entity.RunAsync((_sellerId, order, sequence), ShipmentRules.Withdraw, Rows(order.OrderId, sequence));
            if (status is { } known)
                return known;
        }
    }

    public async Task<Outcome<Package>> ShipAsync(ShipPackage command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!PublicId.TrySplitPackage(command.PackageId, out var orderId, out _))
            return NoSuchPackage;
        var row = ShipmentRows.Commands.Row(ShipmentRules.ScopeOf("ship", command.PackageId), command.Key);
        while (true)
        {
            var sequence = await FindAsync(orderId);
            var old = new Forgettable(entity.State?.CommandsForgottenTo, _past.Current());
            var outcome = await entity.RunAsync(
                (command, orderId, sequence, old), ShipmentRules.Ship, [row, ShipmentRows.Commands.Oldest(old), .. Rows(orderId, sequence)]);
            if (outcome is not null)
                return outcome;
        }
    }

    public async Task<Outcome<Package>> DeliverAsync(string packageId, IdempotencyKey key)
    {
        if (!PublicId.TrySplitPackage(packageId, out var orderId, out _))
            return NoSuchPackage;
        var row = ShipmentRows.Commands.Row(ShipmentRules.ScopeOf("deliver", packageId), key);
        await NoteDoneAsync();
        while (true)
        {
            var sequence = await FindAsync(orderId);
            var old = new Forgettable(entity.State?.CommandsForgottenTo, _past.Current());
            var outcome = await entity.RunAsync(
                (packageId, key, orderId, sequence, old), ShipmentRules.Deliver, [row, ShipmentRows.Commands.Oldest(old), .. Rows(orderId, sequence)]);
            if (outcome is not null)
                return outcome;
        }
    }

    public async Task<Package?> DeliverOldestAsync()
    {
        // Packages end about in the order they came: the oldest is nearly always at the place after the last, where one lookup finds it.
        var next = (entity.State?.DoneTo ?? 0) + 1;
        var (found, package) = await entity.RunAsync(next, ShipmentRules.DeliverNext, [ShipmentRows.Open.Row(ShipmentRows.KeyOf(next))]);
        if (found)
            return package;
        var after = ShipmentRows.AfterDone(entity.State);
        return await entity.RunAsync(after, ShipmentRules.DeliverOldest, [ShipmentRows.Open.Range(after, 1)]);
    }

    public async Task<Package?> GetPackageAsync(string packageId)
    {
        if (!PublicId.TrySplitPackage(packageId, out var orderId, out _))
            return null;
        while (await entity.ReadRowAsync(ShipmentRows.Orders, orderId) is { } entry)
        {
            var package = entry.IsOpen ? await entity.ReadRowAsync(ShipmentRows.Open, ShipmentRows.KeyOf(entry.Sequence)) : entry.Ended;

            // An open one that is not there has just ended.
            if (package is not null || !entry.IsOpen)
                return package?.PackageId == packageId ? package : null;
        }

        return null;
    }

    public async Task<SellerDashboard> DashboardAsync(string? after, int limit)
    {
        // One more than asked for tells whether there is more.
        var view = await entity.ReadRangeAsync(ShipmentRows.Open, after ?? ShipmentRows.AfterDone(entity.State), limit + 1);
        var count = Math.Min(view.Rows.Count, limit);
        var packages = ImmutableArray.CreateBuilder<Package>(count);
        for (var place = 0; place < count; place++)
            packages.Add(view.Rows[place].Value);
        return new(
            _sellerId,
            view.Version,
            view.State?.Totals ?? [],
            packages.MoveToImmutable(),
            view.Rows.Count > limit ? view.Rows[limit - 1].Key : null);
    }

    /// <summary>How many orders one commit takes in: one at least, and not more lines than it can hold.</summary>
    private static int CountAtOnce(ReadOnlySpan<PaidOrder> orders)
    {
        var (count, lines) = (1, orders[0].Lines.Length);
        while (count < orders.Length && (lines += orders[count].Lines.Length) <= LinesAtOnce)
            count++;
        return count;
    }

    private static Refusal NoSuchPackage => new(RefusalCodes.NotFound, "There is no such package.", "packageId");

    /// <summary>
    /// The mark of what is done goes on with each package that ends in its turn. One that overtook another leaves it behind, and from
    /// there a store would read over all that ended since.
    /// </summary>
    private async ValueTask NoteDoneAsync()
    {
        if (entity.State is not { } head || head.LastSequence - Math.Max(head.DoneTo, _lookedAt) < LookedEvery)
            return;
        _lookedAt = head.LastSequence;
        var view = await entity.ReadRangeAsync(ShipmentRows.Open, ShipmentRows.AfterDone(head), 1);
        var doneTo = view.Rows.Count > 0 ? ShipmentRows.SequenceOf(view.Rows[0].Key) - 1 : view.State!.LastSequence;
        if (doneTo > head.DoneTo)
            entity.RunLazily(doneTo, ShipmentRules.NoteDone);
    }

    /// <summary>Where an order's open package is; 0 when it is not open. A decision finds out when that is no more so.</summary>
    private async ValueTask<long> FindAsync(string orderId)
        => await entity.ReadRowAsync(ShipmentRows.Orders, orderId) is { IsOpen: true } entry ? entry.Sequence : 0;

    private static RowQuery[] Rows(string orderId, long sequence) => sequence == 0
        ? [ShipmentRows.Orders.Row(orderId)]
        : [ShipmentRows.Orders.Row(orderId), ShipmentRows.Open.Row(ShipmentRows.KeyOf(sequence))];
}
