using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Catalog;

/// <inheritdoc cref="ICatalogReplica"/>
/// <remarks>
/// It reads the log from the moment it is opened, and loads what it is asked for from the catalogues' grains. A copy is told of
/// changes from before its load on, and a catalogue answers a load no older than anything that is in the log by then, so no change
/// falls between the two. When the log stands still, the grains are asked.
/// </remarks>
internal sealed class CatalogReplica(IGrainFactory grains, IEventLog log, IEventSerializer events, TimeProvider time)
    : ICatalogReplica, IProjection
{
    public const string ProjectionName = "catalog-replica";

    private const int Capacity = 100_000;
    private const int MaxLoads = 8;
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    private readonly SellerCopies _copies = new(Capacity);
    private volatile bool _isOpen;
    private long _confirmed;

    public string Name => ProjectionName;

    public IReadOnlyCollection<string> EventTypes { get; } =
        [events.TypeOf<ProductPut>(), events.TypeOf<ProductPriceChanged>(), events.TypeOf<ProductRemoved>()];

    public ValueTask<CatalogSlice> GetAsync(KeySpace space, string sellerId, ImmutableArray<string> productIds)
    {
        ArgumentNullException.ThrowIfNull(space);
        var seller = space.Key(sellerId);
        if (!_isOpen || time.GetElapsedTime(Volatile.Read(ref _confirmed)) > Trusted)
            return new(LoadAsync(seller, productIds));
        var copy = _copies.GetOrAdd(seller);
        return copy.Find(productIds) is { } slice ? new(slice) : LoadAsync(copy, seller, productIds);
    }

    public void Distrust(KeySpace space, string sellerId)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (_copies.TryFind(space.Key(sellerId), out var copy))
            copy.Forget();
    }

    /// <summary>Takes note that every change from before a moment is applied.</summary>
    public void Confirm(long timestamp) => Volatile.Write(ref _confirmed, timestamp);

    public async ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken)
    {
        // First the end of the log, then copies: a copy made from now on is told of everything behind that end.
        await ResetAsync(cancellationToken);
        var started = time.GetTimestamp();
        var positions = new Dictionary<int, LogPosition>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
            positions.Add(partition, new(log.LogId, (await log.GetExtentAsync(partition, cancellationToken)).Next, null));
        Confirm(started);
        _isOpen = true;
        return positions;
    }

    public ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        foreach (var value in events)
        {
            if (_copies.TryFind(value.Entity.Id, out var copy))
                copy.Apply(Read(value));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        _isOpen = false;
        _copies.Clear();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<CatalogSlice> LoadAsync(SellerCopy copy, string seller, ImmutableArray<string> productIds)
    {
        for (var load = 1; ; load++)
        {
            var slice = await LoadAsync(seller, productIds);
            if (copy.TryTake(slice, out var added) || load == MaxLoads)
            {
                _copies.Added(added);
                return slice;
            }
        }
    }

    private Task<CatalogSlice> LoadAsync(string seller, ImmutableArray<string> productIds)
        => grains.At<ICatalogGrain>(seller).GetManyAsync(productIds);

    private Product Read(LogEvent value)
    {
        if (events.TryDeserialize<ProductPriceChanged>(value, out var changed))
            return changed.Product;
        if (events.TryDeserialize<ProductPut>(value, out var put))
            return put.Product;
        return events.TryDeserialize<ProductRemoved>(value, out var removed)
            ? removed.Product
            : throw new InvalidOperationException($"{value.Type} is no event of a catalogue.");
    }
}
