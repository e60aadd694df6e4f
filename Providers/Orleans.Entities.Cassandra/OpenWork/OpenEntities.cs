using System.Collections.Concurrent;
using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>The entities that this process has registered, and what is open in each.</summary>
internal sealed class OpenEntities(OwnerRegistry registry, TimeProvider time)
{
    private readonly ConcurrentDictionary<EntityKey, TrackedEntity> _entities = new();

    /// <summary>All of them, as they come.</summary>
    public IEnumerable<TrackedEntity> All => _entities.Values;

    /// <summary>How many they are.</summary>
    public int Count => _entities.Count;

    /// <summary>Whether another is known to have taken all of them over.</summary>
    public bool AreTakenOver => registry.Closed.IsCompleted;

    /// <inheritdoc cref="OwnerRegistry.EnsureAsync"/>
    public ValueTask EnsureOwnAsync() => registry.EnsureAsync();

    /// <inheritdoc cref="OwnerRegistry.ConfirmAsync"/>
    public Task ConfirmOwnAsync() => registry.ConfirmAsync();

    /// <summary>How long the oldest event has waited for the log.</summary>
    public TimeSpan Lag
    {
        get
        {
            var lag = TimeSpan.Zero;
            foreach (var entity in All)
            {
                lock (entity.Lock)
                {
                    if (entity.Waiting.TryPeek(out var events) && time.GetElapsedTime(events.Since) is var waits && waits > lag)
                        lag = waits;
                }
            }

            return lag;
        }
    }

    /// <summary>What is known of an entity; null when it is not registered here.</summary>
    public TrackedEntity? Find(EntityKey key) => _entities.GetValueOrDefault(key);

    /// <summary>Registers an entity, if it is not, and holds it: <see cref="Release"/> ends that.</summary>
    /// <exception cref="OwnerClosedException">This process was taken for dead.</exception>
    /// <exception cref="Cql.CqlException">It cannot be registered now.</exception>
    public async ValueTask<TrackedEntity> HoldAsync(EntityKey key)
    {
        while (true)
        {
            var entity = _entities.GetOrAdd(key, static key => new TrackedEntity(key));
            if (!TryHold(entity, out var registeringOrLeft))
            {
                await registeringOrLeft;
                continue;
            }

            try
            {
                await registeringOrLeft;
            }
            catch
            {
                lock (entity.Lock)
                    entity.IsLeaving = true;
                Release(entity);
                Forget(entity);
                throw;
            }

            await ConfirmAsync(entity);
            return entity;
        }
    }

    /// <summary>
    /// An entity was read. If it is not as this process left it, another may have taken over everything here: its row is not believed until
    /// the registry was asked again.
    /// </summary>
    public void Saw(EntityKey key, in StoredState state)
    {
        if (Find(key) is not { } entity)
            return;
        lock (entity.Lock)
        {
            if (entity.Stored == (state.Version, state.Fence))
                return;
            entity.Doubts++;
            if (state.Version < entity.Stored.Version)
                return;
            entity.IsInherited &= state.Version == entity.Stored.Version;
            (entity.Stored, entity.IsUnfinished) = ((state.Version, state.Fence), state.Unfinished);
        }
    }

    /// <summary>The version of a commit of which it is not known whether it stands, or will; 0 when there is none.</summary>
    public long Uncertain(EntityKey key)
    {
        if (Find(key) is not { } entity)
            return 0;
        lock (entity.Lock)
            return entity.Uncertain;
    }

    /// <summary>What became of commits up to a version is known: they are stored and were seen, or never will be.</summary>
    public void Settled(EntityKey key, long version)
    {
        if (Find(key) is not { } entity)
            return;
        lock (entity.Lock)
        {
            if (entity.Uncertain <= version)
                entity.Uncertain = 0;
        }
    }

    /// <summary>Ends a hold.</summary>
    public void Release(TrackedEntity entity)
    {
        lock (entity.Lock)
        {
            entity.InFlight--;
            entity.LastUse = time.GetTimestamp();
        }
    }

    /// <summary>Takes an entity out that is closed and was not used for a while. False when it is not so.</summary>
    public bool TryLeave(TrackedEntity entity, TimeSpan idle, out short bucket)
    {
        lock (entity.Lock)
        {
            bucket = entity.Bucket ?? -1;
            if (entity.IsLeaving || entity.Bucket is null || !entity.IsClosed || time.GetElapsedTime(entity.LastUse) < idle)
                return false;
            entity.IsLeaving = true;
            return true;
        }
    }

    /// <summary>Gives an entity another row in the registry, in its last bucket, for the one that it has in another; it is held meanwhile.</summary>
    /// <exception cref="OwnerClosedException">This process was taken for dead.</exception>
    /// <exception cref="Cql.CqlException">It cannot be done now: it has its row, one or the other or both.</exception>
    public async Task MoveAsync(TrackedEntity entity, short from, CancellationToken cancellationToken)
    {
        lock (entity.Lock)
        {
            if (entity.IsLeaving || entity.Bucket != from)
                return;
            entity.InFlight++;
        }

        try
        {
            var to = await registry.AddAsync(entity.Key);
            lock (entity.Lock)
                entity.Bucket = to;
            await registry.RemoveAsync(entity.Key, from, cancellationToken);
        }
        finally
        {
            lock (entity.Lock)
                entity.InFlight--;
        }
    }

    /// <summary>One that was leaving stays after all. It may try again when it was not used for a while from now.</summary>
    public void Stay(TrackedEntity entity)
    {
        lock (entity.Lock)
        {
            entity.IsLeaving = false;
            entity.LastUse = time.GetTimestamp();
            entity.Left.TrySetResult();
            entity.Left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Forgets one that has left.</summary>
    public void Forget(TrackedEntity entity)
    {
        _entities.TryRemove(new(entity.Key, entity));
        entity.Left.TrySetResult();
    }

    private bool TryHold(TrackedEntity entity, out Task registeringOrLeft)
    {
        lock (entity.Lock)
        {
            registeringOrLeft = entity.Left.Task;
            if (entity.IsLeaving)
                return false;
            entity.InFlight++;
            entity.LastUse = time.GetTimestamp();
            registeringOrLeft = entity.Registering ??= RegisterAsync(entity);
            return true;
        }
    }

    private async ValueTask ConfirmAsync(TrackedEntity entity)
    {
        int doubts;
        lock (entity.Lock)
        {
            doubts = entity.Doubts;
            if (entity.Settled == doubts)
                return;
        }

        try
        {
            await registry.ConfirmAsync();
        }
        catch
        {
            // It stays as it is: there may be events of it on their way.
            Release(entity);
            throw;
        }

        lock (entity.Lock)
            entity.Settled = Math.Max(entity.Settled, doubts);
    }

    private async Task RegisterAsync(TrackedEntity entity)
    {
        var bucket = await registry.AddAsync(entity.Key).ConfigureAwait(false);
        lock (entity.Lock)
            entity.Bucket = bucket;
    }
}
