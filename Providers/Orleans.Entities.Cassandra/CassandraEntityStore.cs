using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.Events;
using Orleans.Entities.Cassandra.OpenWork;
using Orleans.Entities.Cassandra.Schema;
using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra;

/// <summary>
/// Entities in Apache Cassandra: one is one partition, a commit is one conditional batch in it, and whoever no longer owns an entity is
/// refused. Their events go on to a log.
/// </summary>
/// <remarks>
/// Safe for use by many threads. In a silo, <c>AddCassandraEntities</c> makes, opens and closes it; elsewhere: <see cref="OpenAsync"/>, and
/// dispose of it at the end.
/// </remarks>
public sealed partial class CassandraEntityStore : IAsyncDisposable
{
    // As many as busy entities come to an end at once: one after the other they would leave more slowly than they come.
    private const int LeavingTogether = 32;

    // Buckets that one sweep empties at most.
    private const int MostMoves = 8;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    private readonly CassandraStores? _owned;
    private readonly CassandraEntityOptions _options;
    private readonly OwnerRegistry _registry;
    private readonly OpenEntities _open;
    private readonly EventRelay _relay;
    private readonly EntityPartitions _partitions;
    private readonly EntityStore _entities;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private RecurringTask? _sweeping;

    private CassandraEntityStore(
        CassandraStore store, EntityStatements statements, RegistryStatements registry, CassandraEntityOptions options, string? silo, IEventAppender log, TimeProvider time, ILogger logger, CassandraStores? owned)
    {
        (_options, _time, _logger, _owned) = (options, time, logger, owned);
        _registry = new OwnerRegistry(store, registry, options.Service, silo, time);
        _open = new OpenEntities(_registry, time);
        _relay = new EventRelay(log, time, logger);
        _partitions = new EntityPartitions(store, statements, options.ScanPageSize);
        _entities = new EntityStore(_partitions, _open, _relay, new Fences(), new Refusals(time, logger), Metrics, time);
        Metrics.Observe(() => _open.Count, () => _relay.WaitingBytes, () => _open.Lag);
    }

    /// <summary>The entities.</summary>
    public IEntityStore Entities => _entities;

    /// <summary>Whether all events of commits that were answered are in the log.</summary>
    public bool IsRelayed => _relay.Running == 0;

    /// <summary>How many bytes of events are not in the log yet.</summary>
    internal long WaitingBytes => _relay.WaitingBytes;

    /// <summary>The processes before this one that had not been taken over.</summary>
    internal IReadOnlyList<Guid> Predecessors { get; private set; } = [];

    internal CassandraEntityMetrics Metrics { get; } = new();

    internal Guid Incarnation => _registry.Incarnation;

    internal EntityPartitions Partitions => _partitions;

    /// <summary>Ends when another process has taken over what this one has open: this one must end, for it commits nothing more.</summary>
    public Task TakenOver => _registry.Closed;

    /// <summary>Connects, and takes over what processes before this one left open.</summary>
    /// <param name="options">Where, and how.</param>
    /// <param name="log">Where events go. Nobody else may be alive who writes to it, or has entities of this service open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Hear of nodes that come and go, and of what was taken over.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="EntityStoreException">The cluster does not answer, or has not the tables.</exception>
    public static async Task<CassandraEntityStore> OpenAsync(
        CassandraEntityOptions options, IEventAppender log, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Service);
        var stores = new CassandraStores(time, loggers);
        try
        {
            return await StartAsync(stores, isOwned: true, options, silo: null, log, time, loggers, cancellationToken);
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <summary>The processes that nobody has taken over.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or has not the tables.</exception>
    internal static async Task<IReadOnlyList<Owner>> OwnersAsync(CassandraStores stores, CassandraEntityOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var store = await stores.OpenAsync(options, EntitySchema.Current, cancellationToken);
            return await OwnerRegistry.OwnersAsync(store, await RegistryStatements.PrepareAsync(store, cancellationToken), options.Service, cancellationToken);
        }
        catch (Exception e) when (e is CqlException or CassandraSchemaException)
        {
            throw new EntityStoreException($"Entities cannot be kept in Cassandra: {e.Message}", e);
        }
    }

    /// <summary>The same, with sessions that others may use too, and with others alive beside it where it is a silo's.</summary>
    /// <param name="stores">The sessions.</param>
    /// <param name="isOwned">Whether they end with it.</param>
    /// <param name="options">Where, and how.</param>
    /// <param name="silo">The silo's address: whom it takes over is said by <see cref="TakeOverAsync"/>. Null: everybody, at once.</param>
    /// <param name="log">Where events go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Hear of nodes that come and go, and of what was taken over.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    internal static async Task<CassandraEntityStore> StartAsync(
        CassandraStores stores, bool isOwned, CassandraEntityOptions options, string? silo, IEventAppender log, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            var store = await stores.OpenAsync(options, EntitySchema.Current, cancellationToken);
            return await StartAsync(store, isOwned ? stores : null, options, silo, log, time, loggers, cancellationToken);
        }
        catch (Exception e) when (e is CqlException or CassandraSchemaException)
        {
            throw new EntityStoreException($"Entities cannot be kept in Cassandra: {e.Message}", e);
        }
    }

    /// <summary>The same, in a store whose tables are there.</summary>
    /// <exception cref="CqlException">The cluster does not answer.</exception>
    internal static async Task<CassandraEntityStore> StartAsync(
        CassandraStore store, CassandraStores? owned, CassandraEntityOptions options, string? silo, IEventAppender log, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var statements = await EntityStatements.PrepareAsync(store, cancellationToken);
        var registry = await RegistryStatements.PrepareAsync(store, cancellationToken);
        var entities = new CassandraEntityStore(store, statements, registry, options, silo, log, time, loggers.CreateLogger<CassandraEntityStore>(), owned);
        try
        {
            await entities.StartAsync(takesOver: silo is null, cancellationToken);
            return entities;
        }
        catch
        {
            await entities.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it. Events on their way are in the log, or found by the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (_sweeping is { } sweeping)
            await sweeping.DisposeAsync();
        _relay.Dispose();
        Metrics.Dispose();
        await _registry.DisposeAsync();
        if (_owned is not null)
            await _owned.DisposeAsync();
        _ending.Dispose();
    }

    /// <summary>The other processes that nobody has taken over.</summary>
    /// <exception cref="CqlException">The cluster does not answer.</exception>
    internal Task<List<Owner>> OthersAsync(CancellationToken cancellationToken) => _registry.OthersAsync(cancellationToken);

    private async Task StartAsync(bool takesOver, CancellationToken cancellationToken)
    {
        await _registry.StartAsync(cancellationToken);
        if (takesOver)
        {
            Predecessors = [.. (await OthersAsync(cancellationToken)).Select(owner => owner.Incarnation)];
            foreach (var owner in Predecessors)
                await TakeOverAsync(owner, cancellationToken);
        }

        _sweeping = RecurringTask.StartLater("The sweep of what is open no more", SweepInterval, SweepAsync, _time, _logger);
    }

    /// <summary>
    /// Takes over what another process left open: from here on it commits nothing more. Interrupted, or done by several at once, it may be
    /// done again.
    /// </summary>
    /// <exception cref="CqlException">The cluster does not answer.</exception>
    /// <exception cref="OwnerClosedException">This process itself was taken over.</exception>
    internal async Task TakeOverAsync(Guid owner, CancellationToken cancellationToken)
    {
        var count = 0;
        await Parallel.ForEachAsync(
            _registry.CloseAsync(owner, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken },
            async (row, token) =>
            {
                // Registered and fenced here before its row is dropped there: at every moment somebody answers for it.
                await _entities.TakeOverAsync(row.Key, token);
                await _registry.DropAsync(owner, row.Key, row.Bucket, token);
                Interlocked.Increment(ref count);
            });
        await _registry.ForgetAsync(owner, cancellationToken);
        LogTakenOver(_logger, count, owner);
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        await ConfirmAsync();
        await Parallel.ForEachAsync(
            _open.All,
            new ParallelOptions { MaxDegreeOfParallelism = LeavingTogether, CancellationToken = stopping },
            async (entity, _) =>
            {
                if (!_open.TryLeave(entity, _options.LeaveAfter, out var bucket))
                    return;
                if (await TryCleanAsync(entity))
                    await LeaveAsync(entity, bucket);
                else
                    _open.Stay(entity);
            });
        await MoveUpAsync(stopping);
    }

    // What stays open for long would have all buckets read that were filled and emptied since.
    private async Task MoveUpAsync(CancellationToken stopping)
    {
        for (var moves = 0; moves < MostMoves && _registry.Buckets.Sparse is { } bucket; moves++)
        {
            await Parallel.ForEachAsync(
                _open.All,
                new ParallelOptions { MaxDegreeOfParallelism = LeavingTogether, CancellationToken = stopping },
                async (entity, token) => await _open.MoveAsync(entity, bucket, token));
        }
    }

    // Else a process that registers nothing more would go on answering for what another has.
    private async Task ConfirmAsync()
    {
        try
        {
            await _registry.ConfirmAsync();
        }
        catch (Exception e) when (e is CqlException or OwnerClosedException)
        {
            // It is known from here on, or asked again.
        }
    }

    // Without it its events would stay in the partition, where nobody looks for them once its row is gone: who cannot do it stays, and tries again later.
    private async Task<bool> TryCleanAsync(TrackedEntity entity)
    {
        try
        {
            if (entity.Relayed > entity.Cleaned)
                await _partitions.CleanAsync(entity.Key, entity.Stored.Version, entity.Stored.Fence, entity.Relayed, _ending.Token);
            return true;
        }
        catch (Exception e) when (e is CqlException or OperationCanceledException)
        {
            LogNotLeft(_logger, entity.Key, e.Message);
            return false;
        }
    }

    private async Task LeaveAsync(TrackedEntity entity, short bucket)
    {
        try
        {
            await _registry.RemoveAsync(entity.Key, bucket, _ending.Token);
        }
        catch (CqlException e)
        {
            // Its row stays: one entity more for whoever takes over.
            LogNotLeft(_logger, entity.Key, e.Message);
        }
        finally
        {
            _open.Forget(entity);
        }
    }

    [LoggerMessage(LogLevel.Information, "Took over {Count} entities that {Owner} left open")]
    private static partial void LogTakenOver(ILogger logger, int count, Guid owner);

    [LoggerMessage(LogLevel.Debug, "{Entity} stays registered: {Cause}")]
    private static partial void LogNotLeft(ILogger logger, EntityKey entity, string cause);
}
