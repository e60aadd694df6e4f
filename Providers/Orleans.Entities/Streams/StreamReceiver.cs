using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>
/// Reads one partition for a pulling agent, from the position that the one before stored. What is wrong with the log is logged here and
/// tried again, so that the agent goes on asking.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The agent ends it by Shutdown, which disposes of the source.")]
internal sealed partial class StreamReceiver(
    string reader,
    int partition,
    IEventLog log,
    StreamQueue queue,
    EventBatchReading reading,
    StreamSettings settings,
    TimeProvider time,
    ReaderMetrics metrics,
    ILogger<StreamReceiver> logger) : IQueueAdapterReceiver
{
    private readonly CancellationTokenSource _stop = new();
    private Task _storing = Task.CompletedTask;
    private bool _opened;
    private long _stored;
    private int _failures;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        try
        {
            if (!_opened)
                await OpenAsync(cancellationToken);
            var events = await log.ReadAsync(partition, queue.NextOffset, Math.Min(maxCount, settings.MaxRead), settings.LongPoll, cancellationToken);
            _failures = 0;
            return events.Count == 0 ? [] : queue.Enter(events, reading);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        catch (LogTruncatedException mismatch)
        {
            LogMismatch(logger, mismatch, reader, partition);
            metrics.Stopped(reader, 1);
            await PauseAsync(settings.StoppedPause, cancellationToken);
            metrics.Stopped(reader, -1);
            // An operator may set the position; it is looked at again when nothing of before is on its way any more.
            _opened &= queue.SettledOffset != queue.NextOffset;
            return [];
        }
        catch (Exception failure)
        {
            LogReadFailed(logger, failure, reader, partition);
            await PauseAsync(settings.BackOff.After(++_failures), cancellationToken);
            return [];
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        metrics.Settled(reader, messages.Sum(batch => ((EventBatch)batch).Events.Length));
        if (_storing.IsCompleted && queue.SettledOffset != _stored)
            _storing = StoreInAWhileAsync();
        return Task.CompletedTask;
    }

    public async Task Shutdown(TimeSpan timeout)
    {
        using (_stop)
        {
            await _stop.CancelAsync();
            await _storing;
        }
        using var patience = new CancellationTokenSource(timeout, time);
        if (_opened && queue.SettledOffset != _stored)
            await StoreAsync(patience.Token);
        metrics.Left(reader, partition);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var position = await StreamPositions.TakeAsync(log, reader, partition, cancellationToken);
        await LogPositions.VerifyAsync(log, partition, position, cancellationToken);
        queue.StartAt(position);
        (_stored, _opened) = (position.Next, true);
    }

    // After the deliveries, and so at least once: what was delivered after the last stored position is delivered again after a crash.
    private async Task StoreInAWhileAsync()
    {
        // What is delivered while it is stored, and what could not be stored, is stored next.
        while (queue.SettledOffset != _stored)
        {
            await PauseAsync(settings.PositionInterval, _stop.Token);
            if (_stop.IsCancellationRequested)
                return;
            await StoreAsync(_stop.Token);
            await MeasureAsync(_stop.Token);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        var position = queue.Position;
        try
        {
            await log.SetPositionAsync(reader, partition, position, cancellationToken);
            _stored = position.Next;
        }
        catch (Exception failure)
        {
            if (!cancellationToken.IsCancellationRequested)
                LogNotStored(logger, failure, reader, partition);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var extent = await log.GetExtentAsync(partition, cancellationToken);
            metrics.At(reader, partition, queue.SettledOffset, extent);
        }
        catch (Exception failure) when (failure is EntityStoreException or OperationCanceledException)
        {
            // Who reads tells of it.
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(pause, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The caller sees that it is to stop.
        }
    }

    [LoggerMessage(LogLevel.Critical, "{Reader} stands still in partition {Partition}: its position is not one of this log. Nothing is skipped; restore the log, or set the position")]
    private static partial void LogMismatch(ILogger logger, Exception mismatch, string reader, int partition);

    [LoggerMessage(LogLevel.Warning, "{Reader} cannot read partition {Partition} now and tries again")]
    private static partial void LogReadFailed(ILogger logger, Exception failure, string reader, int partition);

    [LoggerMessage(LogLevel.Warning, "{Reader} could not store its position in partition {Partition}; a restart would deliver some events again")]
    private static partial void LogNotStored(ILogger logger, Exception failure, string reader, int partition);
}
