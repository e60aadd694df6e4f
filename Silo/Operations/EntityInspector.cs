using System.Text.Json;
using Marketplace.Grains.Interfaces.Orders;
using Orleans.Entities;

namespace Marketplace.Silo.Operations;

/// <summary>Shows stored entities to operators, and pushes those with open work. Grains are not woken to be looked at.</summary>
public sealed class EntityInspector
{
    private const string Order = "order";
    private const int MaxRows = 100;
    private const int MaxEvents = 100;
    private const int EventsBack = 20_000;
    private const int EventsAtOnce = 1_000;

    private readonly IEntityStore _store;
    private readonly IEventLog _log;
    private readonly IGrainFactory _grains;
    private readonly EntityKinds _kinds;

    internal EntityInspector(IEntityStore store, IEventLog log, IGrainFactory grains, EntityKinds kinds)
        => (_store, _log, _grains, _kinds) = (store, log, grains, kinds);

    /// <summary>The kinds that can be shown.</summary>
    public IEnumerable<string> Kinds => _kinds.Names;

    /// <summary>An entity; null when its kind is unknown or it was never written.</summary>
    public async Task<StoredEntityView?> FindAsync(string kind, string id, CancellationToken cancellationToken = default)
    {
        var key = new EntityKey(kind, id);
        if (_kinds.Find(kind) is not { } known || await _store.OpenAsync(key, cancellationToken) is not { Version: > 0 } head)
            return null;
        var rows = new Dictionary<string, IReadOnlyList<StoredRowView>>(StringComparer.Ordinal);
        foreach (var collection in known.Collections)
        {
            var found = await _store.ReadRangeAsync(key, collection.Name, null, MaxRows, cancellationToken);
            rows.Add(collection.Name, [.. found.Select(row => new StoredRowView(row.Key.Key, collection.Row(row.Value)))]);
        }

        return new StoredEntityView
        {
            Kind = kind,
            Id = id,
            Version = head.Version,
            Unfinished = head.Unfinished,
            Head = head.Head.IsEmpty ? null : known.Head(head.Head),
            Rows = rows,
            Events = await EventsAsync(key, cancellationToken),
        };
    }

    /// <summary>Entities of a kind with open work, in the order of their ids.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="after">Where to go on (<see cref="StoredEntityPage.Next"/>); null: from the first.</param>
    /// <param name="limit">The most to answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StoredEntityPage> UnfinishedAsync(
        string kind, string? after, int limit, CancellationToken cancellationToken = default)
    {
        var found = new List<StoredEntityView>();
        if (_kinds.Find(kind) is not { } known)
            return new(found, null);
        foreach (var id in await UnfinishedIdsAsync(kind, after, cancellationToken))
        {
            var head = await _store.OpenAsync(new EntityKey(kind, id), cancellationToken);
            if (!head.Unfinished)
                continue;

            // One more than asked for tells whether there is more.
            if (found.Count == limit)
                return new(found, found[^1].Id);
            found.Add(new StoredEntityView
            {
                Kind = kind,
                Id = id,
                Version = head.Version,
                Unfinished = true,
                Head = head.Head.IsEmpty ? null : known.Head(head.Head),
                Rows = new Dictionary<string, IReadOnlyList<StoredRowView>>(),
                Events = [],
            });
        }

        return new(found, null);
    }

    /// <summary>Has an order's open work tried now, whenever it would be tried by itself. Safe to repeat.</summary>
    /// <returns>False when it has none.</returns>
    public async Task<bool> PushOrderAsync(string id, CancellationToken cancellationToken = default)
    {
        if (!(await _store.OpenAsync(new EntityKey(Order, id), cancellationToken)).Unfinished)
            return false;
        await _grains.GetGrain<IOrderGrain>(id).PushAsync().WaitAsync(cancellationToken);
        return true;
    }

    // A store lists them in an order of its own, and from the first.
    private async Task<IEnumerable<string>> UnfinishedIdsAsync(string kind, string? after, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var (key, _, _) in _store.UnfinishedAsync(cancellationToken))
        {
            if (key.Kind == kind && string.CompareOrdinal(key.Id, after) > 0)
                ids.Add(key.Id);
        }

        return ids;
    }

    // The log has no index by entity: only its newest events are looked through.
    private async Task<List<StoredEventView>> EventsAsync(EntityKey key, CancellationToken cancellationToken)
    {
        var events = new List<StoredEventView>();
        var partition = _log.PartitionOf(key);
        var extent = await _log.GetExtentAsync(partition, cancellationToken);
        for (var offset = Math.Max(extent.First, extent.Next - EventsBack); offset < extent.Next;)
        {
            var page = await _log.ReadAsync(partition, offset, EventsAtOnce, TimeSpan.Zero, cancellationToken);
            if (page.Count == 0)
                break;
            events.AddRange(page.Where(found => found.Entity == key).Select(ViewOf));
            offset = page[^1].Offset + 1;
        }

        return events.Count <= MaxEvents ? events : events[^MaxEvents..];
    }

    private static StoredEventView ViewOf(LogEvent found)
    {
        using var data = JsonDocument.Parse(found.Data);
        return new(found.Version, found.Type, found.Time, found.Partition, found.Offset, data.RootElement.Clone());
    }
}
