using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Shipments;
using Marketplace.Grains.Shipments;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Shipments;

/// <summary>A seller's shipments without a grain.</summary>
internal sealed class ShipmentsUnderTest
{
    public MemoryEntity<ShipmentsHead> Entity { get; } = new();

    public ShipmentsHead Head => Entity.State ?? ShipmentsHead.Empty;

    public IReadOnlyList<Package> Open => [.. Entity.Rows(ShipmentRows.Open).Select(row => row.Value)];

    public static string Order(int number) => PublicId.OfOrder("cart", number);

    public static string PackageOf(int number) => PublicId.OfPackage(Order(number), 0);

    public static PaidOrder Paid(int number, string currency = "BRL", int lines = 1) => new()
    {
        OrderId = Order(number),
        PackageId = PackageOf(number),
        CustomerId = "c",
        Lines = [.. Enumerable.Range(0, lines).Select(line => Line($"p{line}", number + line + 1, currency))],
        ShipTo = new() { Name = "N", Street = "S", City = "C" },
        PaidAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static OrderLine Line(string product, int quantity, string currency = "BRL", string seller = "s") => new()
    {
        SellerId = seller,
        ProductId = product,
        Name = product,
        Quantity = quantity,
        UnitPrice = new(1.5m, currency),
        Items = new(1.5m * quantity, currency),
        Freight = new(0.25m * quantity, currency),
        Discount = new(0.1m, currency),
        ProductRevision = 1,
    };

    public int Accept(params PaidOrder[] orders)
        => Entity.Run(
            ("s", orders.ToImmutableArray()),
            ShipmentRules.Accept,
            [.. orders.Select(order => ShipmentRows.Orders.Row(order.OrderId))]);

    public WithdrawStatus? Withdraw(int number)
        => Entity.Run(("s", Paid(number), SequenceOf(number)), ShipmentRules.Withdraw, Rows(number));

    public Outcome<Package>? Ship(int number, string key = "k", string hash = "h")
    {
        var command = new ShipPackage(PackageOf(number), "carrier", "42", new(key, hash));
        var row = ShipmentRows.Commands.Row(ShipmentRules.ScopeOf("ship", command.PackageId), command.Key);
        var old = new Forgettable(Entity.State?.CommandsForgottenTo, HourMark.HourOf(Entity.Now));
        return Entity.Run(
            (command, Order(number), SequenceOf(number), old), ShipmentRules.Ship, [row, ShipmentRows.Commands.Oldest(old), .. Rows(number)]);
    }

    public Outcome<Package>? Deliver(int number, string key = "k", string hash = "h")
    {
        var named = new IdempotencyKey(key, hash);
        var row = ShipmentRows.Commands.Row(ShipmentRules.ScopeOf("deliver", PackageOf(number)), named);
        var old = new Forgettable(Entity.State?.CommandsForgottenTo, HourMark.HourOf(Entity.Now));
        return Entity.Run(
            (PackageOf(number), named, Order(number), SequenceOf(number), old),
            ShipmentRules.Deliver,
            [row, ShipmentRows.Commands.Oldest(old), .. Rows(number)]);
    }

    public Package? DeliverOldest()
    {
        var next = Entity.State is null ? 1 : Head.DoneTo + 1;
        var (found, package) = Entity.Run(next, ShipmentRules.DeliverNext, ShipmentRows.Open.Row(ShipmentRows.KeyOf(next)));
        if (found)
            return package;
        var after = ShipmentRows.AfterDone(Entity.State);
        return Entity.Run(after, ShipmentRules.DeliverOldest, ShipmentRows.Open.Range(after, 1));
    }

    private long SequenceOf(int number)
        => Entity.Rows(ShipmentRows.Orders).FirstOrDefault(row => row.Key == Order(number)).Value is { IsOpen: true } entry ? entry.Sequence : 0;

    private Orleans.Entities.RowQuery[] Rows(int number)
        => [ShipmentRows.Orders.Row(Order(number)), ShipmentRows.Open.Row(ShipmentRows.KeyOf(SequenceOf(number)))];
}
