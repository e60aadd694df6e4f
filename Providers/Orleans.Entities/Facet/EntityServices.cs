using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Entities;

/// <summary>What every entity of a silo shares.</summary>
internal sealed class EntityServices(
    IEntityStore store,
    IEventSerializer events,
    EntityCodecs codecs,
    TimeProvider time,
    IOptions<EntityOptions> options,
    EntityMetrics metrics,
    ILogger<EntityServices> logger)
{
    public IEntityStore Store => store;

    public IEventSerializer Events => events;

    public EntityCodecs Codecs => codecs;

    public TimeProvider Time => time;

    public EntityOptions Options { get; } = options.Value;

    public EntityMetrics Metrics => metrics;

    public ILogger Logger => logger;

    /// <summary>What all entities may remember of their rows.</summary>
    public RowBudget Rows { get; } = new(options.Value.RememberedRowBytes);

    public EntityStoreLimits Limits { get; } = store.Limits;

    /// <summary>What the rows and events of one batch may take, so that its head still fits.</summary>
    public int MaxBatchBytes { get; } = Math.Min(options.Value.MaxGatheredBytes, store.Limits.MaxCommitBytes - store.Limits.MaxHeadBytes);
}
