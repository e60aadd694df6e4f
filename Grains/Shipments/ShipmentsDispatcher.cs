using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Grains.Shipments;

/// <summary>Tells each seller of the paid orders that hold goods of theirs, many orders in one call.</summary>
internal sealed class ShipmentsDispatcher(IGrainFactory grains, IEventSerializer events) : IEventDispatcher
{
    private readonly ReadEvents<OrderPaid> _read = new(value => events.TryDeserialize<OrderPaid>(value, out var paid)
        ? paid
        : throw new EventRefusedException($"{value.Type} tells of no paid order."));

    public string Name => "shipments";

    public IReadOnlyCollection<string> EventTypes { get; } = [events.TypeOf<OrderPaid>()];

    public IEnumerable<GrainId> TargetsOf(LogEvent value)
    {
        var space = KeySpace.Split(value.Entity.Id).Space;
        return [.. PackageSplit.SellersOf(_read.Of(value).Lines).Select(seller => GrainId.Create("shipments", space.Key(seller)))];
    }

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        var sellerId = KeySpace.Split(target.Key.ToString()!).Id;
        var orders = ImmutableArray.CreateBuilder<PaidOrder>(events.Count);
        foreach (var value in events)
            orders.Add(PackageSplit.PartOf(_read.Of(value), sellerId, value.Time));
        return grains.At<IShipmentsGrain>(target).AcceptAsync(orders.MoveToImmutable());
    }
}
