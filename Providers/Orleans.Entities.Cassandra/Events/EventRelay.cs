using Microsoft.Extensions.Logging;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra.Events;

/// <summary>
/// Carries events from entities into the log: each entity's in the order of its commits, the next only when the one before is in the log.
/// What is in the log leaves the partition with the entity's next commit.
/// </summary>
/// <remarks>
/// A log that fails is asked again and again, for as long as it takes: the events are in their entities. Only so many wait in memory;
/// when <see cref="IsFull"/>, no commit that has more may be taken.
/// </remarks>
internal sealed partial class EventRelay(IEventAppender log, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>What may wait, in bytes; commits on their way when it is reached come on top.</summary>
    internal const long MaxWaitingBytes = 64 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();
    private long _waitingBytes;
    private int _running;
    private int _isFailing;

    /// <summary>How many entities have events on their way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>How much waits for the log, in bytes.</summary>
    public long WaitingBytes => Interlocked.Read(ref _waitingBytes);

    /// <summary>Whether as much waits as may.</summary>
    public bool IsFull => WaitingBytes >= MaxWaitingBytes;

    /// <summary>Takes the events of a commit that is durable. What was taken before is not taken again.</summary>
    public void Add(TrackedEntity entity, EntityCommit commit)
    {
        var version = commit.ExpectedVersion + 1;
        lock (entity.Lock)
        {
            if (version <= entity.HandedOver || version <= entity.Relayed)
                return;
            var events = WaitingEvents.Of(commit, time.GetTimestamp());
            entity.HandedOver = version;
            entity.Waiting.Enqueue(events);
            Interlocked.Add(ref _waitingBytes, events.Bytes);
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
            while (Next(entity) is { } events)
            {
                for (var pause = FirstPause; !await TryAppendAsync(events.Commit); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
                    await Task.Delay(pause, time, _ending.Token);
                Done(entity, events);
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

    // Never given up: what follows in this entity waits behind it, and other entities do not.
    private async ValueTask<bool> TryAppendAsync(EntityCommit commit)
    {
        _ending.Token.ThrowIfCancellationRequested();
        Exception? failure = null;
        try
        {
            if (await log.AppendAsync(commit) == CommitOutcome.Committed)
            {
                if (Interlocked.Exchange(ref _isFailing, 0) != 0)
                    LogTakes(logger);
                return true;
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        // Once, not for each of the thousands that may wait.
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            LogFailed(logger, commit.Key, Running, failure);
        return false;
    }

    private static WaitingEvents? Next(TrackedEntity entity)
    {
        lock (entity.Lock)
        {
            if (entity.Waiting.TryPeek(out var events))
                return events;
            entity.IsRelaying = false;
            return null;
        }
    }

    private void Done(TrackedEntity entity, WaitingEvents events)
    {
        Interlocked.Add(ref _waitingBytes, -events.Bytes);
        lock (entity.Lock)
        {
            entity.Waiting.Dequeue();
            entity.Relayed = events.Commit.ExpectedVersion + 1;
        }
    }

    [LoggerMessage(LogLevel.Error, "The log does not take the events of {Entity}; they stay in the entity, and are tried again. {Count} entities have events on their way.")]
    private static partial void LogFailed(ILogger logger, EntityKey entity, int count, Exception? exception);

    [LoggerMessage(LogLevel.Information, "The log takes events again.")]
    private static partial void LogTakes(ILogger logger);
}
