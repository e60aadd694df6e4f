using Cql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra;

/// <summary>Entities in Cassandra with their log, as a store that can be moved into, and out of where its log can.</summary>
internal sealed class CassandraMovableStore(
    IMovableLog log,
    IEventAppender appender,
    CassandraStores stores,
    IOptions<CassandraEntityOptions> options,
    IOptions<ClusterOptions> cluster,
    TimeProvider time,
    ILoggerFactory loggers) : IMovableStore
{
    public async Task<IReadOnlyList<string>> StatesAsync(CancellationToken cancellationToken = default)
    {
        var owners = await CassandraEntityStore.OwnersAsync(stores, Settings(), cancellationToken);
        return [.. owners.Select(owner => CassandraMoveSource.StateOf(owner.Incarnation))];
    }

    public async Task<IMoveSource> OpenSourceAsync(CancellationToken cancellationToken = default)
    {
        var side = await log.OpenSourceAsync(cancellationToken);
        try
        {
            var store = await CassandraEntityStore.StartAsync(stores, isOwned: false, Settings(), silo: null, appender, time, loggers, cancellationToken);
            try
            {
                var source = new CassandraMoveSource(store, side);
                await source.UntilRelayedAsync(time, cancellationToken);
                return source;
            }
            catch
            {
                await store.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await side.DisposeAsync();
            throw;
        }
    }

    public async Task<IMoveTarget> OpenTargetAsync(MoveExport export, CancellationToken cancellationToken = default)
    {
        try
        {
            return await CassandraMoveTarget.OpenAsync(stores, Settings(), log, export, time, cancellationToken);
        }
        catch (Exception e) when (e is CqlException or CassandraSchemaException)
        {
            throw new EntityStoreException($"Entities cannot be kept in Cassandra: {e.Message}", e);
        }
    }

    private CassandraEntityOptions Settings()
    {
        var settings = options.Value;
        if (settings.Service.Length == 0)
            settings.Service = cluster.Value.ServiceId;
        return settings;
    }
}
