using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Interfaces.Shipments.Events;

namespace Marketplace.Grains.Shipments;

/// <summary>
/// A package's way through its seller's hands:
/// <code>
/// accepted ─► ready to ship ─► shipped ─► delivered
///                 │    └────────────────────► (shipped with it)
///                 └──► withdrawn
/// </code>
/// </summary>
internal static class ShipmentRules
{
    public static int Accept(IDraft<ShipmentsHead> draft, (string SellerId, ImmutableArray<PaidOrder> Orders) argument)
    {
        var head = draft.State ?? ShipmentsHead.Empty;
        var accepted = 0;
        foreach (var order in argument.Orders)
        {
            if (draft.Get(ShipmentRows.Orders, order.OrderId) is not null)
                continue;
            var sequence = head.LastSequence + 1;
            var package = PackageOf(argument.SellerId, order, PackageStatus.ReadyToShip, head.Revision + 1);
            draft.Put(ShipmentRows.Open, ShipmentRows.KeyOf(sequence), package);
            draft.Put(ShipmentRows.Orders, order.OrderId, new(sequence, null));
            head = head with
            {
                Revision = package.Version,
                LastSequence = sequence,
                Totals = PackageTotals.Plus(head.Totals, package),
            };
            accepted++;
        }

        if (accepted > 0)
            draft.State = head;
        return accepted;
    }

    /// <summary>Null: the package is at another place than its row was asked for.</summary>
    public static WithdrawStatus? Withdraw(IDraft<ShipmentsHead> draft, (string SellerId, PaidOrder Order, long Sequence) argument)
    {
        var (sellerId, order, sequence) = argument;
        switch (draft.Get(ShipmentRows.Orders, order.OrderId))
        {
            case null:
                var head = Next(draft);
                var never = PackageOf(sellerId, order, PackageStatus.Withdrawn, head.Revision);
                draft.Put(ShipmentRows.Orders, order.OrderId, new(0, never));
                draft.State = head;
                draft.Emit(new PackageWithdrawn(never));
                return WithdrawStatus.Withdrawn;
            case { IsOpen: false, Ended: var ended }:
                return ended is { Status: PackageStatus.Delivered } ? WithdrawStatus.Shipped : WithdrawStatus.Withdrawn;
            case var entry when entry.Sequence != sequence:
                return null;
        }

        var package = draft.Get(ShipmentRows.Open, ShipmentRows.KeyOf(sequence))!;
        if (package.Status != PackageStatus.ReadyToShip)
            return WithdrawStatus.Shipped;
        draft.Emit(new PackageWithdrawn(End(draft, sequence, package with { Status = PackageStatus.Withdrawn })));
        return WithdrawStatus.Withdrawn;
    }

    /// <summary>Null: the package is at another place than its row was asked for.</summary>
    public static Outcome<Package>? Ship(IDraft<ShipmentsHead> draft, (ShipPackage Command, string OrderId, long Sequence, Forgettable Old) argument)
    {
        var (command, orderId, sequence, old) = argument;
        var scope = ScopeOf("ship", command.PackageId);
        if (ShipmentRows.Commands.Recall(draft, scope, command.Key) is { } known)
            return known;
        if (!TryFind(draft, orderId, sequence, command.PackageId, out var package))
            return null;
        if (package is null)
            return NoSuchPackage;
        if (package.Status != PackageStatus.ReadyToShip)
            return Conflict(package);

        var head = Next(draft);
        package = package with
        {
            Status = PackageStatus.Shipped,
            ShippedAt = draft.Now,
            Carrier = command.Carrier,
            TrackingNumber = command.TrackingNumber,
            Version = head.Revision,
        };
        draft.Put(ShipmentRows.Open, ShipmentRows.KeyOf(sequence), package);
        draft.State = head;
        draft.Emit(new PackageShipped(package));
        return Remember(draft, scope, command.Key, package, old);
    }

    /// <summary>Null: the package is at another place than its row was asked for.</summary>
    public static Outcome<Package>? Deliver(
        IDraft<ShipmentsHead> draft, (string PackageId, IdempotencyKey Key, string OrderId, long Sequence, Forgettable Old) argument)
    {
        var (packageId, key, orderId, sequence, old) = argument;
        var scope = ScopeOf("deliver", packageId);
        if (ShipmentRows.Commands.Recall(draft, scope, key) is { } known)
            return known;
        if (!TryFind(draft, orderId, sequence, packageId, out var package))
            return null;
        if (package is null)
            return NoSuchPackage;
        return package.Status is PackageStatus.ReadyToShip or PackageStatus.Shipped
            ? Remember(draft, scope, key, Deliver(draft, sequence, package), old)
            : Conflict(package);
    }

    /// <summary>
    /// Delivers the package at the first place that may be open. False: nothing is there any more, or it is another place by now, and
    /// the oldest has to be looked for.
    /// </summary>
    public static (bool Found, Package? Package) DeliverNext(IDraft<ShipmentsHead> draft, long sequence)
    {
        if (draft.State is not { } head || head.DoneTo == head.LastSequence)
            return (true, null);
        return head.DoneTo + 1 == sequence && draft.Get(ShipmentRows.Open, ShipmentRows.KeyOf(sequence)) is { } package
            ? (true, DeliverAt(draft, sequence, package))
            : (false, null);
    }

    public static Package? DeliverOldest(IDraft<ShipmentsHead> draft, string? after)
    {
        var oldest = draft.Range(ShipmentRows.Open, after, 1);
        return oldest.Count == 0 ? null : DeliverAt(draft, ShipmentRows.SequenceOf(oldest[0].Key), oldest[0].Value);
    }

    /// <summary>No package up to a place is open any more.</summary>
    public static void NoteDone(IDraft<ShipmentsHead> draft, long doneTo)
    {
        if (draft.State is { } head && head.DoneTo < doneTo)
            draft.State = head with { DoneTo = doneTo };
    }

    /// <summary>What a client's key for a command on a package is about.</summary>
    public static string ScopeOf(string command, string packageId) => $"{command}/{packageId}";

    private static Package Remember(IDraft<ShipmentsHead> draft, string scope, IdempotencyKey key, Package package, Forgettable old)
    {
        var head = draft.State!;
        draft.State = head with
        {
            CommandsForgottenTo = ShipmentRows.Commands.Remember(draft, scope, key, package, old, head.CommandsForgottenTo),
        };
        return package;
    }

    private static Refusal NoSuchPackage => new(RefusalCodes.NotFound, "There is no such package.", "packageId");

    /// <summary>Delivers the oldest: nothing before it is open, and nothing before it will come.</summary>
    private static Package DeliverAt(IDraft<ShipmentsHead> draft, long sequence, Package package)
    {
        package = Deliver(draft, sequence, package);
        var head = draft.State!;
        draft.State = head with { DoneTo = Math.Max(head.DoneTo, sequence) };
        return package;
    }

    private static Package PackageOf(string sellerId, PaidOrder order, PackageStatus status, long version) => new()
    {
        PackageId = order.PackageId,
        OrderId = order.OrderId,
        SellerId = sellerId,
        CustomerId = order.CustomerId,
        Lines = order.Lines,
        ShipTo = order.ShipTo,
        Status = status,
        PaidAt = order.PaidAt,
        Version = version,
    };

    private static Package Deliver(IDraft<ShipmentsHead> draft, long sequence, Package package)
    {
        package = End(draft, sequence, package with
        {
            Status = PackageStatus.Delivered,
            ShippedAt = package.ShippedAt ?? draft.Now,
            DeliveredAt = draft.Now,
        });
        draft.Emit(new PackageDelivered(package));
        return package;
    }

    /// <summary>Takes a package from the open ones.</summary>
    private static Package End(IDraft<ShipmentsHead> draft, long sequence, Package package)
    {
        var head = Next(draft);
        package = package with { Version = head.Revision };
        draft.Delete(ShipmentRows.Open, ShipmentRows.KeyOf(sequence));
        draft.Put(ShipmentRows.Orders, package.OrderId, new(sequence, package));
        var totals = PackageTotals.Minus(head.Totals, package);
        draft.State = head with { Totals = totals, DoneTo = DoneTo(head, sequence, isLast: totals.IsEmpty) };
        return package;
    }

    private static long DoneTo(ShipmentsHead head, long ended, bool isLast)
        => isLast ? head.LastSequence : head.DoneTo + 1 == ended ? ended : head.DoneTo;

    /// <summary>False: the package is open at another place than its row was asked for.</summary>
    private static bool TryFind(IDraft<ShipmentsHead> draft, string orderId, long sequence, string packageId, out Package? package)
    {
        var entry = draft.Get(ShipmentRows.Orders, orderId);
        package = entry?.Ended;
        if (entry is { IsOpen: true })
        {
            if (entry.Sequence != sequence)
                return false;
            package = draft.Get(ShipmentRows.Open, ShipmentRows.KeyOf(sequence));
        }

        if (package?.PackageId != packageId)
            package = null;
        return true;
    }

    private static ShipmentsHead Next(IDraft<ShipmentsHead> draft)
    {
        var head = draft.State ?? ShipmentsHead.Empty;
        return head with { Revision = head.Revision + 1 };
    }

    private static Refusal Conflict(Package package)
        => new(RefusalCodes.StateConflict, $"The package is {package.Status switch
        {
            PackageStatus.Shipped => "shipped",
            PackageStatus.Delivered => "delivered",
            _ => "withdrawn",
        }} already.");
}
