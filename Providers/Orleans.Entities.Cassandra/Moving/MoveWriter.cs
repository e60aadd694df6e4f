using Cql;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.OpenWork;
using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra;

/// <summary>Writes entities that move in, as often as it takes: each write is the same when it is done again.</summary>
internal sealed class MoveWriter(EntityPartitions partitions, OwnerRegistry registry, TimeProvider time)
{
    private const int MaxTries = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Writes rows of an entity whose head is to come. One that is there is left as it is: its head tells whose it is.</summary>
    /// <exception cref="MoveRefusedException">They are larger than the servers take.</exception>
    /// <exception cref="EntityStoreException">It cannot be written now.</exception>
    public async ValueTask StageAsync(EntityKey key, IReadOnlyList<EntityRow> rows, CancellationToken cancellationToken)
        => await DoAsync(key, () => partitions.StageAsync(key, rows, cancellationToken), cancellationToken);

    /// <summary>Writes an entity's head and its last rows. Open work is registered first, so that whoever comes finds it.</summary>
    /// <exception cref="MoveRefusedException">Another is in its place, or it is larger than the servers take.</exception>
    /// <exception cref="EntityStoreException">It cannot be written now.</exception>
    public async ValueTask WriteAsync(MovedEntity entity, IReadOnlyList<EntityRow> rows, CancellationToken cancellationToken)
    {
        if (entity.Head.Unfinished)
            await DoAsync(entity.Key, async () => await registry.AddAsync(entity.Key), cancellationToken);
        var commit = new EntityCommit
        {
            Key = entity.Key,
            ExpectedVersion = entity.Head.Version - 1,
            ExpectedWriteId = Guid.Empty,
            WriteId = entity.Head.WriteId,
            Head = entity.Head.Head.IsEmpty ? null : entity.Head.Head,
            Puts = rows,
            Unfinished = entity.Head.Unfinished,
            Time = time.GetUtcNow(),
        };
        var (applied, version, fence) = await DoAsync(entity.Key, () => partitions.CommitAsync(commit, expectedFence: null, relayed: null), cancellationToken);
        if (!applied && (version != entity.Head.Version || fence != entity.Head.WriteId))
            throw new MoveRefusedException($"Another {entity.Key} is there already, at version {version}: give an empty keyspace.");
    }

    private async ValueTask<T> DoAsync<T>(EntityKey key, Func<ValueTask<T>> write, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await write();
            }
            catch (CqlInvalidRequestException e) when (ServerLimits.AreMetBy(e))
            {
                throw new MoveRefusedException(ServerLimits.Error($"What is to be written of {key} at once", e).Message, e);
            }
            catch (CqlException) when (tries < MaxTries)
            {
                await Task.Delay(pause, time, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (CqlException e)
            {
                throw new EntityStoreException($"Cassandra does not answer: {e.Message}", e);
            }
        }
    }
}
