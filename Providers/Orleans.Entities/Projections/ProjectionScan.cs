using System.Collections.Frozen;

namespace Orleans.Entities;

/// <summary>Builds a projection anew without the log's start: from the entities as they are, then from the log.</summary>
/// <remarks>
/// <code>
///  log ends at S ──► scan: each entity's events, restated ──► log ends at E ──► log from S to E, but what the scan has seen ──► positions E
/// </code>
/// What a commit emitted is in the log before the scan sees the entity so, and so before E: behind E nothing comes twice. (Of a store
/// whose events come to the log later the projection must recognise what it has, by entity and version.) Positions are stored at the
/// end; who is ended before begins again. It takes some hundred bytes of memory an entity meanwhile.
/// </remarks>
internal sealed class ProjectionScan(
    IProjection projection, FrozenSet<string> types, IEventLog log, RestatedEntities entities, ProjectionSettings settings)
{
    private readonly Dictionary<EntityKey, long> _scanned = [];
    private readonly ProjectionBatch _batch = new(settings);

    /// <summary>Builds it, and tells the positions from which it reads on.</summary>
    public async Task<IReadOnlyDictionary<int, LogPosition>> RunAsync(
        IReadOnlyList<IEntityRestatement> restatements, CancellationToken cancellationToken)
    {
        await projection.ResetAsync(cancellationToken);
        var start = await EndsAsync(cancellationToken);
        foreach (var restatement in restatements)
            await ScanAsync(restatement, cancellationToken);
        await ApplyAsync(NoPositions, cancellationToken);

        var end = await EndsAsync(cancellationToken);
        var positions = new Dictionary<int, LogPosition>();
        for (var partition = 0; partition < end.Length; partition++)
            positions.Add(partition, new(log.LogId, end[partition], await FollowAsync(partition, start[partition], end[partition], cancellationToken)));
        await ApplyAsync(positions, cancellationToken);
        return positions;
    }

    private static readonly FrozenDictionary<int, LogPosition> NoPositions = FrozenDictionary<int, LogPosition>.Empty;

    private async Task ScanAsync(IEntityRestatement restatement, CancellationToken cancellationToken)
    {
        await foreach (var (entity, events) in entities.ReadAsync(restatement, cancellationToken))
        {
            _scanned[entity.Key] = entity.Head.Version;
            for (var index = 0; index < events.Count; index++)
            {
                if (types.Contains(events[index].Event.Type))
                    await AddAsync(ToLogEvent(entity, events[index], index), cancellationToken);
            }
        }
    }

    /// <summary>Reads a partition up to its end; answers the last event's name, if there is one.</summary>
    private async Task<string?> FollowAsync(int partition, long from, long end, CancellationToken cancellationToken)
    {
        string? last = null;
        while (from < end)
        {
            var limit = (int)Math.Min(settings.MaxRead, end - from);
            var events = await log.ReadAsync(partition, from, limit, settings.LongPoll, cancellationToken);
            foreach (var value in events)
            {
                if (types.Contains(value.Type) && value.Version > _scanned.GetValueOrDefault(value.Entity))
                    await AddAsync(value, cancellationToken);
                (from, last) = (value.Offset + 1, value.Id);
            }
        }

        return last ?? await NameBeforeAsync(partition, end, cancellationToken);
    }

    private async Task<string?> NameBeforeAsync(int partition, long end, CancellationToken cancellationToken)
    {
        var extent = await log.GetExtentAsync(partition, cancellationToken);
        return extent.First < end ? (await log.ReadAsync(partition, end - 1, 1, TimeSpan.Zero, cancellationToken))[0].Id : null;
    }

    private LogEvent ToLogEvent(StoredEntity entity, RestatedEvent restated, int index) => new()
    {
        Partition = log.PartitionOf(entity.Key),
        Offset = -1,
        Entity = entity.Key,
        Version = entity.Head.Version,
        Index = index,
        Type = restated.Event.Type,
        Time = restated.Time,
        Data = restated.Event.Data,
    };

    private async ValueTask AddAsync(LogEvent value, CancellationToken cancellationToken)
    {
        _batch.Add(value);
        if (_batch.Room == 0)
            await ApplyAsync(NoPositions, cancellationToken);
    }

    private async ValueTask ApplyAsync(IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        await projection.ApplyAsync(_batch.Events, positions, cancellationToken);
        _batch.Clear();
    }

    private async Task<long[]> EndsAsync(CancellationToken cancellationToken)
    {
        var ends = new long[log.PartitionCount];
        for (var partition = 0; partition < ends.Length; partition++)
            ends[partition] = (await log.GetExtentAsync(partition, cancellationToken)).Next;
        return ends;
    }
}
