using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Reads one partition of the log for one dispatcher and calls the targets.</summary>
/// <remarks>
/// <code>
///  log ──read──► of our types? ──► window ──► a queue for each target ──batch──► DeliverAsync
///                                    ▲                                             │
///  position ◄── oldest open event ───┴────────── taken, or refused and parked ◄────┘
/// </code>
/// A target gets its events in order, one call at a time; targets do not wait for each other until the window is full. It lives on
/// one scheduler that runs one thing at a time (a grain's), and so needs no locks.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The sources live as long as RunAsync, which disposes of them.")]
internal sealed partial class PartitionDispatcher(
    RegisteredDispatcher registered,
    int partition,
    IEventLog log,
    Func<ParkedEvent, Task> park,
    DispatchSettings settings,
    TimeProvider time,
    ReaderMetrics metrics,
    ILogger<PartitionDispatcher> logger)
{
    private readonly string _name = registered.Name;
    private readonly Dictionary<GrainId, TargetQueue> _queues = [];
    private readonly Queue<TargetQueue> _ready = new();
    private readonly List<GrainId> _targets = [];
    private readonly CancellationTokenSource _abort = new();
    private DispatchWindow _window = new(new(log.LogId, 0, null), settings.Window, settings.WindowBytes);
    private CancellationToken _stopping;
    private TaskCompletionSource? _progress;
    private int _calls;

    /// <summary>
    /// Reads until it is told to stop, or the log below it is no longer the one it was opened on; then calls in flight end, and the
    /// position is stored.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        var failures = 0;
        var opened = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!opened)
                    await OpenAsync();
                opened = true;
                await ReadAsync();
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (LogTruncatedException mismatch)
            {
                LogMismatch(logger, mismatch, _name, partition);
                if (opened)
                    break;
                await StandStillAsync();
            }
            catch (Exception failure)
            {
                LogReadFailed(logger, failure, _name, partition);
                await PauseAsync(settings.BackOff.After(++failures));
            }
        }
        await StopAsync();
    }

    /// <summary>Takes note of how far behind it is.</summary>
    public async Task MeasureAsync()
    {
        var extent = await log.GetExtentAsync(partition, _stopping);
        metrics.At(_name, partition, _window.SettledOffset, extent);
    }

    private async Task OpenAsync()
    {
        var position = await log.GetPositionAsync(_name, partition, _stopping) ?? new(log.LogId, 0, null);
        await LogPositions.VerifyAsync(log, partition, position, _stopping);
        _window = new(position, settings.Window, settings.WindowBytes);
        _stored = position.Next;
    }

    private async Task ReadAsync()
    {
        while (_window.Room == 0)
            await NextProgress().WaitAsync(_stopping);
        var limit = Math.Min(settings.MaxRead, _window.Room);
        var events = await log.ReadAsync(partition, _window.NextOffset, limit, settings.LongPoll, _stopping);
        if (events.Count == 0)
            return;
        for (var i = 0; i < events.Count; i++)
            Take(events[i]);
        Call();
        StoreLater();
        if (events.Count < limit)
            await PauseAsync(Pulse.Rest(time, settings.Linger));
    }

    private void Take(LogEvent value)
    {
        if (!registered.Types.Contains(value.Type))
        {
            _window.Pass(value);
            return;
        }
        _targets.Clear();
        try
        {
            foreach (var target in registered.Dispatcher.TargetsOf(value))
            {
                if (!_targets.Contains(target))
                    _targets.Add(target);
            }
        }
        catch (Exception unreadable)
        {
            _targets.Clear();
            _ = ParkUnreadableAsync(_window.Enter(value, 1), value, unreadable);
            return;
        }
        if (_targets.Count == 0)
        {
            _window.Pass(value);
            return;
        }
        var ticket = _window.Enter(value, _targets.Count);
        foreach (var target in _targets)
        {
            if (!_queues.TryGetValue(target, out var queue))
            {
                _queues.Add(target, queue = new(target));
                _ready.Enqueue(queue);
            }
            queue.Add(ticket);
        }
    }

    private void Call()
    {
        while (_calls < settings.MaxParallelTargets && !_stopping.IsCancellationRequested && _ready.TryDequeue(out var queue))
            _ = CallAsync(queue);
    }

    // :: One target's queue, batch after batch, until it is empty or fails.
    private async Task CallAsync(TargetQueue queue)
    {
        _calls++;
        Exception? failure = null;
        while (failure is null && queue.Count > 0 && !_stopping.IsCancellationRequested)
            failure = await DeliverAsync(queue, queue.Peek(_window, settings.MaxBatch));
        _calls--;
        if (queue.Count == 0)
            _queues.Remove(queue.Target);
        else if (failure is not null)
            _ = TryAgainAsync(queue, failure);
        Progressed();
        Call();
    }

    private async Task<Exception?> DeliverAsync(TargetQueue queue, LogEvent[] batch)
    {
        try
        {
            await registered.Calls.DeliverAsync(queue.Target, batch, alone: queue.OneByOne > 0, _abort.Token);
        }
        catch (EventRefusedException) when (batch.Length > 1)
        {
            // Which of them is poisonous? One by one it shows, and only that one is parked.
            queue.OneByOne = batch.Length;
            return null;
        }
        catch (EventRefusedException refused)
        {
            if (await TryParkAsync(queue.Target, batch[0], refused) is { } failure)
                return failure;
        }
        catch (Exception failure)
        {
            return failure;
        }
        queue.Settle(_window, batch.Length);
        Settled(batch.Length);
        return null;
    }

    private async Task TryAgainAsync(TargetQueue queue, Exception failure)
    {
        queue.Tries++;
        metrics.Retried(_name);
        if (!_stopping.IsCancellationRequested)
            LogRetry(logger, Unexpected(failure), _name, partition, queue.Target, queue.Count, queue.Tries, failure.Message);
        await PauseAsync(settings.BackOff.After(queue.Tries));
        _ready.Enqueue(queue);
        Call();
    }

    private async Task ParkUnreadableAsync(long ticket, LogEvent value, Exception unreadable)
    {
        for (var tries = 1; await TryParkAsync(default, value, unreadable) is { } failure; tries++)
        {
            LogRetry(logger, Unexpected(failure), _name, partition, default, 1, tries, failure.Message);
            await PauseAsync(settings.BackOff.After(tries));
            if (_stopping.IsCancellationRequested)
                return;
        }
        _window.Settle(ticket);
        Settled(1);
        Progressed();
    }

    private async Task<Exception?> TryParkAsync(GrainId target, LogEvent value, Exception cause)
    {
        try
        {
            await park(ParkedEvent.Of(target, value, cause, time.GetUtcNow()));
        }
        catch (Exception failure)
        {
            return failure;
        }
        metrics.Parked(_name);
        return null;
    }

    private void Settled(int count)
    {
        metrics.Settled(_name, count);
        _delivered = true;
        StoreLater();
    }
}
