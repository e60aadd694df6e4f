using Microsoft.Extensions.Logging;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Takes what waits, decides it in order, writes it as one batch, and answers. While a batch is on its way to the disk the next one
/// gathers in the queue: one sync serves them all.
/// </summary>
/// <remarks>Used by the commit thread only.</remarks>
internal sealed partial class Committer(WorkQueue queue, StoreMetrics metrics, TimeProvider time, ILogger logger)
{
    // Beyond this a group's own time outweighs what the sync costs each call (see docs/measurements.md).
    private const int MaxCalls = 256;
    private const int MaxBytes = 256 << 10;

    private readonly List<Work> _works = new(MaxCalls);
    private readonly Group _group = new();
    private LogState _log = null!;

    /// <summary>Starts on a database that was just opened.</summary>
    internal void Attach(Database database, StoreMeta meta, LogState log)
    {
        _group.Attach(database, meta);
        _log = log;
    }

    /// <summary>Commits until the queue is closed and empty, or until a write fails, of which nobody hears until <see cref="Refuse"/>.</summary>
    /// <returns>The failure, or null at the end.</returns>
    internal Exception? Run()
    {
        while (queue.Take(_works, MaxCalls, MaxBytes))
        {
            _group.Begin();
            foreach (var work in _works)
                Join(work);
            if (TryWrite() is { } failure)
                return failure;
            Complete(durable: true);
        }

        return null;
    }

    /// <summary>Ends what a write was about that failed, and everything that waits, not applied.</summary>
    internal void Refuse()
    {
        Complete(durable: false);
        queue.Drain(_works);
        foreach (var work in _works)
            Complete(work, CommitOutcome.NotApplied);
        _works.Clear();
    }

    private void Join(Work work)
    {
        try
        {
            work.Join(_group);
        }
        catch (EntityStoreException e)
        {
            LogUndecided(e);
            (work.Decision, work.RestsOnGroup) = (CommitOutcome.NotApplied, false);
        }
    }

    private RocksException? TryWrite()
    {
        if (_group.IsEmpty)
            return null;
        try
        {
            _group.Write();
        }
        catch (RocksException e)
        {
            return e;
        }

        metrics.Wrote(_works.Count, _group.Bytes);
        _group.Publish(_log);
        return null;
    }

    private void Complete(bool durable)
    {
        foreach (var work in _works)
            Complete(work, work.OutcomeOf(durable));
        _works.Clear();
    }

    private void Complete(Work work, CommitOutcome outcome)
    {
        metrics.Ended(outcome, time.GetElapsedTime(work.QueuedAt));
        work.Complete(outcome);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit could not be decided, because what is stored could not be read; it was not applied")]
    private partial void LogUndecided(Exception exception);
}
