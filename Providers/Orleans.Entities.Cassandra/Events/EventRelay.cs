using Microsoft.Extensions.Logging;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra.Events;

/// <summary>
/// Carries events from entities into the log: each entity's in the order of its commits, the next only when the one before is in the log.
/// What is in the log leaves the partition with the entity's next commit.
/// </summary>
internal sealed partial class EventRelay(IEventAppender log, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private int _running;

    /// <summary>How many entities have events on their way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Takes a commit that is durable. What was taken before is not taken again.</summary>
    public void Add(TrackedEntity entity, EntityCommit commit)
    {
        lock (entity.Lock)
        {
            var version = commit.ExpectedVersion + 1;
            if (version <= entity.HandedOver || version <= entity.Relayed)
                return;
            entity.HandedOver = version;
            entity.Waiting.Enqueue(commit);
            if (entity.IsRelaying)
                return;
            entity.IsRelaying = true;
            Interlocked.Increment(ref _running);
        }

        _ = RelayAsync(entity);
    }

    /// <summary>Takes no more. What is on its way is found again by whoever opens its entity.</summary>
    public void Dispose() => _ending.Cancel();

    private async Task RelayAsync(TrackedEntity entity)
    {
        try
        {
            while (Next(entity) is { } commit)
            {
                while (await AppendAsync(commit) != CommitOutcome.Committed)
                    await Task.Delay(Pause, time, _ending.Token);
                Done(entity, commit);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The process ends; its successor opens what is registered.
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        _ending.Token.ThrowIfCancellationRequested();
        try
        {
            return await log.AppendAsync(commit);
        }
        catch (EntityStoreException)
        {
            // The log cannot answer now.
            return CommitOutcome.NotApplied;
        }
        catch (Exception e)
        {
            // Never given up: what follows in this entity waits behind it, and other entities do not.
            LogFailed(logger, commit.Key, e);
            await Task.Delay(PauseAfterFailure, time, _ending.Token);
            return CommitOutcome.NotApplied;
        }
    }

    private static EntityCommit? Next(TrackedEntity entity)
    {
        lock (entity.Lock)
        {
            if (entity.Waiting.TryPeek(out var commit))
                return commit;
            entity.IsRelaying = false;
            return null;
        }
    }

    private static void Done(TrackedEntity entity, EntityCommit commit)
    {
        lock (entity.Lock)
        {
            entity.Waiting.Dequeue();
            entity.Relayed = commit.ExpectedVersion + 1;
        }
    }

    [LoggerMessage(LogLevel.Error, "The events of {Entity} cannot be brought into the log; it is tried again")]
    private static partial void LogFailed(ILogger logger, EntityKey entity, Exception exception);
}
