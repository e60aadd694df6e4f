using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Reads all partitions of the log for one projection and has it apply them, batch after batch.</summary>
/// <remarks>
/// One loop, one call to the projection at a time. Whatever fails ends the session: the projection is opened again and tells where
/// to go on, since a commit that failed may yet have been made.
/// </remarks>
internal sealed partial class ProjectionReader(
    IProjection projection,
    string name,
    IEventLog log,
    RestatedEntities entities,
    ProjectionSettings settings,
    TimeProvider time,
    ReaderMetrics metrics,
    ILogger<ProjectionReader> logger)
{
    private readonly FrozenSet<string> _types = projection.EventTypes.ToFrozenSet(StringComparer.Ordinal);
    private readonly ProjectionBatch _batch = new(settings);
    private readonly ReaderProgress _progress = new(time);

    // By partition: where to read on, and the last event read since positions were stored.
    private long[] _offsets = [];
    private LogEvent?[] _last = [];
    private int _moved;
    private long _stored;
    private int _turn;
    private int _failures;

    public ReaderProgress Progress => _progress;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await OpenAsync(stopping);
                await ReadAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (LogTruncatedException mismatch) when (_progress.State is ProjectionState.Stopped)
            {
                LogStopped(logger, mismatch, name);
                metrics.Stopped(name, log.PartitionCount);
                await PauseAsync(settings.StoppedPause, stopping);
                metrics.Stopped(name, -log.PartitionCount);
            }
            catch (Exception failure)
            {
                metrics.Retried(name);
                LogFailed(logger, failure, name);
                await PauseAsync(settings.BackOff.After(++_failures), stopping);
            }
            _progress.State = ProjectionState.Opening;
        }
        await StoreLastAsync();
    }

    /// <summary>Takes note of how far behind it is.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var offsets = _progress.Offsets;
        for (var partition = 0; partition < offsets.Count; partition++)
        {
            var extent = await log.GetExtentAsync(partition, cancellationToken);
            metrics.At(name, partition, offsets[partition], extent);
        }
    }

    private async Task OpenAsync(CancellationToken stopping)
    {
        _batch.Clear();
        _moved = 0;
        var positions = await projection.OpenAsync(stopping);
        try
        {
            foreach (var (partition, position) in positions)
                await LogPositions.VerifyAsync(log, partition, position, stopping);
        }
        catch (LogTruncatedException mismatch)
        {
            LogRebuilt(logger, mismatch, name);
            await projection.ResetAsync(stopping);
            positions = new Dictionary<int, LogPosition>();
        }
        if (await FindTrimmedStartAsync(positions, stopping) is { } trimmed)
            positions = await ScanAsync(trimmed, stopping);
        _offsets = new long[log.PartitionCount];
        _last = new LogEvent?[log.PartitionCount];
        foreach (var (partition, position) in positions)
            _offsets[partition] = position.Next;
        _stored = time.GetTimestamp();
        _progress.Publish(_offsets);
        _progress.State = ProjectionState.Reading;
    }

    // Whether a partition that it has not read from yet has lost its start.
    private async Task<LogTruncatedException?> FindTrimmedStartAsync(
        IReadOnlyDictionary<int, LogPosition> positions, CancellationToken stopping)
    {
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            try
            {
                if (!positions.ContainsKey(partition))
                    await LogPositions.VerifyAsync(log, partition, new(log.LogId, 0, null), stopping);
            }
            catch (LogTruncatedException trimmed)
            {
                return trimmed;
            }
        }
        return null;
    }

    private Task<IReadOnlyDictionary<int, LogPosition>> ScanAsync(LogTruncatedException trimmed, CancellationToken stopping)
    {
        if (entities.For(projection.EventTypes) is { } restatements)
        {
            LogScanned(logger, name);
            return new ProjectionScan(projection, _types, log, entities, settings).RunAsync(restatements, stopping);
        }
        _progress.State = ProjectionState.Stopped;
        throw trimmed;
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var polls = new PartitionPolls(log, settings, session.Token);
        try
        {
            while (true)
            {
                stopping.ThrowIfCancellationRequested();
                var found = await GatherAsync(polls);
                var full = _batch.Room == 0;
                if (_batch.Events.Count > 0 || (_moved > 0 && time.GetElapsedTime(_stored) >= settings.IdlePositionInterval))
                    await ApplyAsync(stopping);
                if (full)
                    continue;
                if (!found)
                    await polls.WaitAsync(_offsets, _moved > 0 ? settings.IdlePositionInterval : settings.LongPoll, time);
                else
                    await PauseAsync(Pulse.Rest(time, settings.Linger), stopping);
            }
        }
        finally
        {
            await session.CancelAsync();
            await polls.EndAsync();
        }
    }

    // Takes what is there, in turn, up to a full batch; false when there was nothing.
    private async ValueTask<bool> GatherAsync(PartitionPolls polls)
    {
        var found = false;
        for (var i = 0; i < _offsets.Length && _batch.Room > 0; i++)
        {
            var partition = _turn;
            _turn = (_turn + 1) % _offsets.Length;
            var events = await polls.ReadAsync(
                partition, _offsets[partition], Math.Min(settings.MaxRead, _batch.Room));
            if (events.Count == 0)
                continue;
            found = true;
            for (var e = 0; e < events.Count; e++)
            {
                if (_types.Contains(events[e].Type))
                    _batch.Add(events[e]);
            }
            _moved += _last[partition] is null ? 1 : 0;
            _last[partition] = events[^1];
            _offsets[partition] = events[^1].Offset + 1;
        }
        if (found && _batch.Events.Count == 0)
            _progress.Publish(_offsets);
        return found;
    }

    private async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        var positions = new Dictionary<int, LogPosition>(_moved);
        for (var partition = 0; partition < _last.Length; partition++)
        {
            if (_last[partition] is { } last)
                positions.Add(partition, new(log.LogId, _offsets[partition], last.Id));
        }
        await projection.ApplyAsync(_batch.Events, positions, cancellationToken);
        metrics.Settled(name, _batch.Events.Count);
        _batch.Clear();
        Array.Clear(_last);
        _moved = 0;
        _failures = 0;
        _stored = time.GetTimestamp();
        _progress.Publish(_offsets);
    }

    private async Task StoreLastAsync()
    {
        if (_progress.State is not ProjectionState.Reading || _moved == 0)
            return;
        try
        {
            using var patience = new CancellationTokenSource(settings.StopPatience, time);
            await ApplyAsync(patience.Token);
        }
        catch (Exception failure)
        {
            LogFailed(logger, failure, name);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees that it is to stop.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Projection {Name}: its position is not one of this log; it is thrown away and built anew")]
    private static partial void LogRebuilt(ILogger logger, Exception mismatch, string name);

    [LoggerMessage(LogLevel.Information, "Projection {Name}: the log's start is trimmed; it is built from the entities as they are, then from the log")]
    private static partial void LogScanned(ILogger logger, string name);

    [LoggerMessage(LogLevel.Critical, "Projection {Name} stands still: it must be built from the log's start, which is trimmed, and some of its events are restated by no entity. Restore the log, or the projection's files")]
    private static partial void LogStopped(ILogger logger, Exception mismatch, string name);

    [LoggerMessage(LogLevel.Warning, "Projection {Name} failed; it is opened again and goes on where it was")]
    private static partial void LogFailed(ILogger logger, Exception failure, string name);
}
