using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.Cassandra.OpenWork;
using Orleans.Entities.Cassandra.Schema;
using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra;

/// <summary>
/// Entities in Cassandra that are moved into. Each is written as its first commit would be, under the condition that nobody has written
/// it; how far the import is, is noted with the log.
/// </summary>
/// <remarks>
/// Not by plain writes: those carry the clock of this machine, and commits carry that of a node. One that is behind would have its
/// first commits hidden by what moved in.
/// </remarks>
internal sealed class CassandraMoveTarget : IMoveTarget
{
    private const int Together = 32;
    private const int StageBytes = 256 << 10;
    private const int StageRows = 512;

    private readonly EntityPartitions _partitions;
    private readonly MoveWriter _writer;
    private readonly OwnerRegistry _registry;
    private readonly IMoveLogTarget _log;
    private readonly List<EntityRow> _rows = [];
    private EntityKey _rowsOf;
    private int _rowBytes;

    private CassandraMoveTarget(EntityPartitions partitions, OwnerRegistry registry, IMoveLogTarget log, TimeProvider time)
        => (_partitions, _registry, _log, _writer) = (partitions, registry, log, new MoveWriter(partitions, registry, time));

    public IEventLog Log => _log.Log;

    public int Chunks => _log.Chunks;

    public bool IsFinished => _log.IsFinished;

    /// <exception cref="Cql.CqlException">The cluster does not answer.</exception>
    /// <exception cref="CassandraSchemaException">The tables are not there, or not of the program's version.</exception>
    /// <exception cref="MoveRefusedException">There are entities already, or a log.</exception>
    public static async Task<CassandraMoveTarget> OpenAsync(
        CassandraStores stores, CassandraEntityOptions options, IMovableLog movable, MoveExport export, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = await stores.OpenAsync(options, EntitySchema.Current, cancellationToken);
        var partitions = new EntityPartitions(store, await EntityStatements.PrepareAsync(store, cancellationToken), options.ScanPageSize);

        var log = await movable.OpenTargetAsync(export, RefuseUnlessEmptyAsync, cancellationToken);
        try
        {
            var registry = new OwnerRegistry(store, await RegistryStatements.PrepareAsync(store, cancellationToken), options.Service, silo: null, time);
            await registry.StartAsync(cancellationToken);
            return new CassandraMoveTarget(partitions, registry, log, time);
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }

        // Where the log knows of this import, the keyspace was empty when it began.
        async Task RefuseUnlessEmptyAsync()
        {
            if (!await partitions.IsEmptyAsync(cancellationToken))
                throw new MoveRefusedException($"Keyspace '{options.Keyspace}' holds entities already: give an empty one, or the log with which an import into it began.");
        }
    }

    public async ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default)
    {
        var (entities, others) = (new List<(MovedEntity Entity, IReadOnlyList<EntityRow> Rows)>(), new List<MoveRecord>());
        foreach (var record in records)
        {
            switch (record)
            {
                case MovedRow row:
                    await GatherAsync(row, cancellationToken);
                    break;
                case MovedEntity entity:
                    entities.Add((entity, _rowsOf == entity.Key ? [.. _rows] : []));
                    ClearRows();
                    break;
                default:
                    others.Add(record);
                    break;
            }
        }

        await Parallel.ForEachAsync(
            entities,
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken },
            (entity, token) => _writer.WriteAsync(entity.Entity, entity.Rows, token));
        if (others.Count > 0)
            await _log.WriteAsync(others, cancellationToken);
    }

    public async ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default)
    {
        await StageAsync(cancellationToken);
        await _log.SaveAsync(chunks, cancellationToken);
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken = default) => _log.FinishAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> EntitiesAsync(EntityKey? after, CancellationToken cancellationToken = default)
        => EntityStore.ReadingAsync(_partitions.ScanAllAsync(after, cancellationToken), cancellationToken);

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
        => EntityStore.ReadingAsync(async () => (await _partitions.OpenAsync(key, cancellationToken)).ToHead());

    public ValueTask<IReadOnlyList<EntityRow>> RowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken = default)
        => EntityStore.ReadingAsync(() => _partitions.ReadAllRowsAsync(key, after, limit, cancellationToken));

    public IAsyncEnumerable<MovedPosition> PositionsAsync(CancellationToken cancellationToken = default) => _log.PositionsAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        await _log.DisposeAsync();
    }

    // Rows of one entity are gathered over chunks; a large one's are written before it is whole.
    private async ValueTask GatherAsync(MovedRow row, CancellationToken cancellationToken)
    {
        if (_rowsOf != row.Entity)
        {
            ClearRows();
            _rowsOf = row.Entity;
        }

        _rows.Add(row.Row);
        _rowBytes += row.Row.Value.Length + row.Row.Key.Key.Length;
        if (_rowBytes >= StageBytes || _rows.Count >= StageRows)
            await StageAsync(cancellationToken);
    }

    private async ValueTask StageAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
            return;
        await _writer.StageAsync(_rowsOf, _rows, cancellationToken);
        _rows.Clear();
        _rowBytes = 0;
    }

    private void ClearRows()
    {
        _rows.Clear();
        (_rowsOf, _rowBytes) = (default, 0);
    }
}
