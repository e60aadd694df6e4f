using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;
using Orleans.Configuration;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Owns the folder: the open database, the commit thread and what they go through together. A write that fails leaves in doubt what is
/// on the disk, so the database is closed and opened again, as often as it takes.
/// </summary>
/// <remarks>
/// After a sync that failed the kernel may hold pages for written that are not on the disk, and the next sync of the same file says
/// nothing of them. Opening reads the log back and writes what it holds into new, synced files before anything is answered from it.
/// </remarks>
internal sealed partial class StoreEngine : IDisposable
{
    // With the buffers that they keep, 8 MiB at most.
    private const int PooledCommits = 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly RocksDbEntityOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WorkQueue _queue;
    private readonly StoreMetrics _metrics;
    private readonly Committer _committer;
    private readonly ObjectPool<CommitWork> _commits;
    private readonly ManualResetEventSlim _stopping = new();
    private bool _disposed;
    private MoveExport? _import;
    private FolderLock? _lock;
    private Thread? _thread;
    private volatile Database? _database;
    private volatile LogState? _log;
    private volatile string? _failure = "it is not open yet";

    internal StoreEngine(RocksDbEntityOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _queue = new WorkQueue(options);
        _metrics = new StoreMetrics(() => _queue.Count);
        _committer = new Committer(_queue, _metrics, time, logger);
        _commits = new DefaultObjectPool<CommitWork>(new CommitWorkPolicy(() => _commits!), PooledCommits);
    }

    /// <summary>Why the store does not answer now; null when it does.</summary>
    internal string? Failure => _failure;

    /// <exception cref="EntityStoreException">The store does not answer now.</exception>
    internal void ThrowIfFailed()
    {
        if (_failure is not null)
            throw Unavailable();
    }

    /// <summary>The log, once it was opened.</summary>
    /// <exception cref="EntityStoreException">It was never opened.</exception>
    internal LogState Log => _log ?? throw Unavailable();

    /// <summary>How far the import is that it was opened for.</summary>
    internal ImportMark? Import { get; private set; }

    /// <summary>The number of the last change in the files.</summary>
    /// <exception cref="EntityStoreException">The store does not answer now.</exception>
    internal ulong LastChange
    {
        get
        {
            using var lease = Lease();
            return lease.Database.LastChange;
        }
    }

    /// <exception cref="EntityStoreException">The folder is in use, damaged, of a newer format or out of reach.</exception>
    /// <exception cref="MoveRefusedException">It holds something that is not of the import.</exception>
    internal void Open(MoveExport? import = null)
    {
        if (_thread is not null)
            return;
        _import = import;
        var folderLock = FolderLock.Take(_options.Folder);
        try
        {
            OpenDatabase();
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }

        _lock = folderLock;
        _thread = new Thread(Run) { IsBackground = true, Name = "Entity commits" };
        _thread.Start();
    }

    /// <summary>Keeps the database open while it is read.</summary>
    /// <exception cref="EntityStoreException">It is not open now.</exception>
    internal DatabaseLease Lease() => _database is { } database && database.TryHold() ? new DatabaseLease(database) : throw Unavailable();

    internal ValueTask<CommitOutcome> CommitAsync(EntityCommit commit, EntityStoreLimits limits, bool mirrors = false)
    {
        var log = Log;
        var work = _commits.Get();
        try
        {
            work.Encode(commit, limits, log.PartitionCount, mirrors);
        }
        catch
        {
            work.Discard();
            throw;
        }

        if (TrySubmit(work))
            return work.Task;
        work.Discard();
        return new ValueTask<CommitOutcome>(CommitOutcome.NotApplied);
    }

    /// <summary>Queues a work; false when the store does not answer now or its queue is full.</summary>
    internal bool TrySubmit(Work work)
    {
        work.QueuedAt = _time.GetTimestamp();
        return _failure is null && _queue.TryAdd(work);
    }

    /// <exception cref="EntityStoreException">The folder is there, or could not be made.</exception>
    internal void Checkpoint(string folder)
    {
        using var lease = Lease();
        lease.Database.Checkpoint(folder);
    }

    internal EntityStoreException Unavailable() =>
        new($"The entity store in '{_options.Folder}' cannot answer now: {_failure ?? "more waits for the disk than it may hold"}.");

    /// <summary>Writes what waits, closes the files and gives the folder up.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        _queue.Close();
        _stopping.Set();
        _thread?.Join();
        _lock?.Dispose();
        _queue.Dispose();
        _stopping.Dispose();
        _metrics.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var failure = _committer.Run();
            CloseDatabase(failure?.Message ?? "it is closed");
            if (failure is null)
                return;
            LogWriteFailed(failure, _options.Folder);
            if (!Reopen())
                return;
        }
    }

    private void OpenDatabase()
    {
        var (database, meta) = StoreFolder.Open(_options, _import, () => LogCutOff(_options.Folder));
        Import = meta.Import;
        // Readers that wait on the log keep their signals over a closing and opening: the log object is the same.
        var log = _log ?? new LogState(meta);
        log.Restart(meta);
        _log = log;
        _committer.Attach(database, meta, log);
        _database = database;
        _failure = null;
    }

    private void CloseDatabase(string why)
    {
        // Before anybody hears of it: who does, and asks, is told that there is no answer now, and not what the files held before.
        _failure = why;
        var database = _database!;
        _database = null;
        _log!.WakeAll();
        _committer.Refuse();
        database.Dispose();
    }

    private bool Reopen()
    {
        for (var pause = FirstPause; !Stopped(pause); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            _committer.Refuse();
            try
            {
                OpenDatabase();
                LogReopened(_options.Folder);
                return true;
            }
            catch (EntityStoreException e)
            {
                _failure = e.Message;
                LogStillFailing(e, _options.Folder);
            }
        }

        _committer.Refuse();
        return false;
    }

    private bool Stopped(TimeSpan pause)
    {
        using var due = new ManualResetEventSlim();
        using var timer = _time.CreateTimer(static state => ((ManualResetEventSlim)state!).Set(), due, pause, Timeout.InfiniteTimeSpan);
        return WaitHandle.WaitAny([_stopping.WaitHandle, due.WaitHandle]) == 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A write to the entity store in '{Folder}' failed; it is closed and opened again")]
    private partial void LogWriteFailed(Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log of the entity store in '{Folder}' ended with a write that was never finished; it was cut off and is kept beside the log, in a file named *.torn")]
    private partial void LogCutOff(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The entity store in '{Folder}' is still failing")]
    private partial void LogStillFailing(Exception exception, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "The entity store in '{Folder}' is open again")]
    private partial void LogReopened(string folder);
}
