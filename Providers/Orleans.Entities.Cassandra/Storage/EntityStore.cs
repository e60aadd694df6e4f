using System.Runtime.CompilerServices;
using Cql;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.Events;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>The entities. A commit that leaves something open is registered first, and its events are on their way to the log when it is answered.</summary>
internal sealed class EntityStore(
    EntityPartitions partitions, OpenEntities open, EventRelay relay, Fences fences, Refusals refusals, CassandraEntityMetrics metrics, TimeProvider time) : IEntityStore
{
    private const int MaxFenceTries = 5;

    private readonly CallsOnTheirWay _calls = new();

    public EntityStoreLimits Limits => EntityStoreLimits.Default;

    public async ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        EntityNames.Check(key);
        return await ReadingAsync(async () =>
        {
            var uncertain = open.Uncertain(key);
            var state = await ReadAsync(key, cancellationToken);
            if (state.Version < uncertain)
                state = await FenceAsync(key, cancellationToken);
            if (state.HoldsEvents)
                await SendFoundAsync(key, state, cancellationToken);
            if (state.Fence != state.WriteId)
                fences.Put(key, state.Version, state.Fence);
            open.Settled(key, uncertain);
            return state.ToHead();
        });
    }

    public async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        CommitRules.Check(commit, Limits);
        CommitRules.CheckSize(commit, Limits);
        EntityNames.Check(commit);
        var began = time.GetTimestamp();
        var outcome = open.AreTakenOver || (commit.Events.Count > 0 && relay.IsFull) ? CommitOutcome.NotApplied : await SendAsync(commit);
        metrics.Committed(outcome, time.GetElapsedTime(began));
        return outcome;
    }

    public async ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
    {
        EntityNames.Check(key);
        var outcome = await ReadingAsync(() => SettleAsync(key, version, writeId, cancellationToken));
        open.Settled(key, version);
        metrics.Settled(outcome);
        return outcome;
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        EntityNames.Check(key);
        foreach (var row in rows)
            EntityNames.Check(row);
        return ReadingAsync(() => partitions.ReadRowsAsync(key, rows, cancellationToken));
    }

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        EntityNames.Check(key);
        EntityNames.CheckCollection(collection);
        return ReadingAsync(() => partitions.ReadRangeAsync(key, collection, after, limit, cancellationToken));
    }

    public async IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var entity in open.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UnfinishedEntity listed;
            lock (entity.Lock)
            {
                if (!entity.IsUnfinished && entity.Uncertain == 0)
                    continue;
                listed = new(entity.Key, entity.Stored.Version, entity.IsInherited);
            }

            yield return listed;
        }
    }

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
        => ReadingAsync(partitions.ScanAsync(kind, afterId, cancellationToken), cancellationToken);

    /// <summary>Takes an entity over from a dead owner: fences it, and goes on with what it left open.</summary>
    /// <exception cref="CqlException">That cannot be now.</exception>
    public async Task TakeOverAsync(EntityKey key, CancellationToken cancellationToken)
    {
        var entity = await open.HoldAsync(key);
        try
        {
            var state = await FenceAsync(key, cancellationToken);
            fences.Put(key, state.Version, state.Fence);
            lock (entity.Lock)
            {
                // It may have been activated here already, and gone on since it was fenced.
                if (state.Version >= entity.Stored.Version)
                    (entity.IsUnfinished, entity.IsInherited, entity.Stored) = (state.Unfinished, true, (state.Version, state.Fence));
            }

            if (state.HoldsEvents)
                await SendFoundAsync(entity, state, cancellationToken);
        }
        finally
        {
            open.Release(entity);
        }
    }

    // Of two tries whose fate is unknown the later fence stands, or is put again.
    private async Task<StoredState> FenceAsync(EntityKey key, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var state = await partitions.OpenAsync(key, cancellationToken);
            var fence = Guid.NewGuid();
            try
            {
                if ((await partitions.FenceAsync(key, state.Version, state.Exists ? state.Fence : null, fence, cancellationToken)).Applied)
                    return state with { Exists = true, Fence = fence };
            }
            catch (CqlOutcomeUnknownException) when (tries < MaxFenceTries)
            {
                // The next reading finishes it or refuses it.
            }
        }
    }

    private async ValueTask<CommitOutcome> SendAsync(EntityCommit commit)
    {
        var call = _calls.Begin(commit.Key, commit.WriteId);
        try
        {
            return await RegisterAndCommitAsync(commit, call);
        }
        finally
        {
            _calls.End(call);
        }
    }

    private async ValueTask<CommitOutcome> RegisterAndCommitAsync(EntityCommit commit, CallsOnTheirWay.Call call)
    {
        TrackedEntity? entity;
        try
        {
            await open.EnsureOwnAsync();

            // An entity that is registered is held for every commit: what ends its open work is noted too.
            entity = commit.Unfinished || commit.Events.Count > 0 || open.Find(commit.Key) is not null ? await open.HoldAsync(commit.Key) : null;
        }
        catch (CqlException e)
        {
            refusals.Note(commit.Key, e);
            return CommitOutcome.NotApplied;
        }
        catch (EntityStoreException)
        {
            // It is closed, or was taken over.
            return CommitOutcome.NotApplied;
        }

        try
        {
            return await CommitAsync(commit, entity, call);
        }
        finally
        {
            if (entity is not null)
                open.Release(entity);
        }
    }

    private async ValueTask<StoredState> ReadAsync(EntityKey key, CancellationToken cancellationToken)
    {
        var state = await partitions.OpenAsync(key, cancellationToken);
        open.Saw(key, state);
        return state;
    }

    private async ValueTask<ResolveOutcome> SettleAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await ReadAsync(key, cancellationToken);
            if (state.Version == version && state.WriteId == writeId)
            {
                if (state.HoldsEvents)
                    await SendFoundAsync(key, state, cancellationToken);
                return ResolveOutcome.Committed;
            }

            if (state.Version >= version)
                return ResolveOutcome.Conflict;
            if (state.Version < version - 1)
                return ResolveOutcome.NotApplied;

            // It may be on its way still: once the fence is another, it comes too late.
            var fence = Guid.NewGuid();
            _calls.Refuse(key, writeId);
            var (applied, _, _) = await partitions.FenceAsync(key, state.Version, state.Exists ? state.Fence : null, fence, cancellationToken);
            if (!applied)
                continue;
            fences.Put(key, state.Version, fence);
            return ResolveOutcome.NotApplied;
        }
    }

    private async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit, TrackedEntity? entity, CallsOnTheirWay.Call call)
    {
        long? relayed = entity is null ? null : RelayedBefore(entity);
        try
        {
            for (var tries = 1; ; tries++)
            {
                var expected = fences.Expected(commit.Key, commit.ExpectedVersion, commit.ExpectedWriteId);
                if (_calls.IsRefused(call))
                    return CommitOutcome.NotApplied;
                var (applied, version, fence) = await partitions.CommitAsync(commit, expected, relayed);
                if (applied || (version == commit.ExpectedVersion + 1 && fence == commit.WriteId))
                {
                    fences.Passed(commit.Key);
                    if (entity is not null)
                        Note(entity, commit, applied ? relayed : null);
                    return CommitOutcome.Committed;
                }

                if (version != commit.ExpectedVersion || tries == MaxFenceTries || !await IsOnlyFencedAsync(commit))
                    return CommitOutcome.Conflict;
            }
        }
        catch (CqlInvalidRequestException e) when (ServerLimits.AreMetBy(e))
        {
            throw ServerLimits.Error($"The commit of {commit.Key}", e);
        }
        catch (CqlException e)
        {
            if (e.Outcome != RequestOutcome.Unknown)
            {
                refusals.Note(commit.Key, e);
                return CommitOutcome.NotApplied;
            }

            if (entity is not null)
                NoteUncertain(entity, commit);
            return CommitOutcome.Unknown;
        }
    }

    /// <summary>
    /// Whether the entity is as the commit was decided on, but for its fence. Who takes over from a dead owner fences all that it had registered,
    /// also what is active here by then: that is no rival. Of this process itself nobody must have taken over.
    /// </summary>
    private async ValueTask<bool> IsOnlyFencedAsync(EntityCommit commit)
    {
        try
        {
            var state = await ReadAsync(commit.Key, CancellationToken.None);
            if (state.Version != commit.ExpectedVersion || state.WriteId != commit.ExpectedWriteId)
                return false;
            await open.ConfirmOwnAsync();
            fences.Put(commit.Key, state.Version, state.Fence);
            return true;
        }
        catch (Exception e) when (e is CqlException or OwnerClosedException)
        {
            // It was refused, and is not sent again.
            return false;
        }
    }

    // It may leave something open though nobody ever hears of it: until somebody looks, it counts as open.
    private static void NoteUncertain(TrackedEntity entity, EntityCommit commit)
    {
        lock (entity.Lock)
            entity.Uncertain = Math.Max(entity.Uncertain, commit.ExpectedVersion + 1);
    }

    private static long? RelayedBefore(TrackedEntity entity)
    {
        lock (entity.Lock)
            return entity.Relayed > entity.Cleaned ? entity.Relayed : null;
    }

    private void Note(TrackedEntity entity, EntityCommit commit, long? cleaned)
    {
        lock (entity.Lock)
        {
            (entity.IsUnfinished, entity.IsInherited) = (commit.Unfinished, false);
            entity.Stored = (commit.ExpectedVersion + 1, commit.WriteId);
            entity.Uncertain = entity.Uncertain <= entity.Stored.Version ? 0 : entity.Uncertain;
            entity.Cleaned = Math.Max(entity.Cleaned, cleaned ?? 0);
        }

        if (commit.Events.Count > 0)
            relay.Add(entity, commit);
    }

    private async ValueTask SendFoundAsync(EntityKey key, StoredState state, CancellationToken cancellationToken)
    {
        var entity = await open.HoldAsync(key);
        try
        {
            await SendFoundAsync(entity, state, cancellationToken);
        }
        finally
        {
            open.Release(entity);
        }
    }

    private async ValueTask SendFoundAsync(TrackedEntity entity, StoredState state, CancellationToken cancellationToken)
    {
        lock (entity.Lock)
        {
            if (entity.HandedOver >= state.EventsAt)
                return;
        }

        foreach (var commit in await partitions.ReadEventsAsync(entity.Key, state.Relayed, cancellationToken))
            relay.Add(entity, commit);
    }

    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    internal static async IAsyncEnumerable<StoredEntity> ReadingAsync(
        IAsyncEnumerable<StoredEntity> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var entities = read.GetAsyncEnumerator(cancellationToken);
        while (await ReadingAsync(() => entities.MoveNextAsync()))
            yield return entities.Current;
    }

    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    internal static async ValueTask<T> ReadingAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (CqlException e)
        {
            throw new EntityStoreException($"Cassandra does not answer: {e.Message}", e);
        }
    }
}
