using System.Collections.Immutable;
using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;

namespace Marketplace.Grains.Catalog;

/// <summary>
/// Tells each item of stock what its product is offered at now, so that it refuses an order that was priced before. Changes that a
/// buyer does not agree to, such as a description, are not told.
/// </summary>
internal sealed class StockNewsDispatcher(IGrainFactory grains, IEventSerializer events) : IEventDispatcher
{
    private readonly ReadEvents<Product> _read = new(value => Read(events, value));

    public string Name => "stock-news";

    public IReadOnlyCollection<string> EventTypes { get; } =
        [events.TypeOf<ProductPut>(), events.TypeOf<ProductPriceChanged>(), events.TypeOf<ProductRemoved>()];

    public IEnumerable<GrainId> TargetsOf(LogEvent value)
    {
        var product = _read.Of(value);
        if (product.OfferedAt != product.Revision)
            return [];
        var space = KeySpace.Split(value.Entity.Id).Space;
        return [GrainId.Create("stock", space.Key(product.SellerId, product.ProductId))];
    }

    public Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        var news = ImmutableArray.CreateBuilder<ProductNews>(events.Count);
        foreach (var value in events)
        {
            var product = _read.Of(value);
            news.Add(new(product.OfferedAt, product.Label));
        }

        return grains.At<IStockGrain>(target).ProductChangedAsync(news.MoveToImmutable());
    }

    private static Product Read(IEventSerializer events, LogEvent value)
        => events.TryDeserialize<ProductPriceChanged>(value, out var changed) ? changed.Product
            : events.TryDeserialize<ProductPut>(value, out var put) ? put.Product
            : events.TryDeserialize<ProductRemoved>(value, out var removed) ? removed.Product
            : throw new EventRefusedException($"{value.Type} is no event of a catalogue.");
}
