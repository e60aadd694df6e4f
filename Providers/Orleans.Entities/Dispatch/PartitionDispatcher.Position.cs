using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Positions, pauses and the end.</summary>
internal sealed partial class PartitionDispatcher
{
    private Task _storing = Task.CompletedTask;
    private long _stored;
    private bool _delivered;

    private void StoreLater()
    {
        if (_storing.IsCompleted && _window.SettledOffset != _stored)
            _storing = StoreInAWhileAsync();
    }

    // After the calls, and so at least once: what was told after the last stored position is told again after a crash.
    private async Task StoreInAWhileAsync()
    {
        while (_window.SettledOffset != _stored)
        {
            for (var waited = TimeSpan.Zero; waited < settings.IdlePositionInterval; waited += settings.PositionInterval)
            {
                await PauseAsync(settings.PositionInterval);
                if (_stopping.IsCancellationRequested)
                    return;
                if (_delivered)
                    break;
            }
            await StoreAsync(_stopping);
        }
    }

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        var position = _window.Position();
        _delivered = false;
        try
        {
            await log.SetPositionAsync(_name, partition, position, cancellationToken);
            _stored = position.Next;
        }
        catch (Exception failure)
        {
            _delivered = true;
            if (!_stopping.IsCancellationRequested)
                LogNotStored(logger, failure, _name, partition);
        }
    }

    private async Task StopAsync()
    {
        using (_abort)
        {
            if (!await DrainAsync())
            {
                await _abort.CancelAsync();
                await DrainAsync();
            }
        }
        await _storing;
        using var patience = new CancellationTokenSource(settings.StopPatience, time);
        if (_window.SettledOffset != _stored)
            await StoreAsync(patience.Token);
        metrics.Left(_name, partition);
    }

    private async Task StandStillAsync()
    {
        metrics.Stopped(_name, 1);
        await PauseAsync(settings.StoppedPause);
        metrics.Stopped(_name, -1);
    }

    // False when calls are still in flight at the end of patience.
    private async Task<bool> DrainAsync()
    {
        using var patience = new CancellationTokenSource(settings.StopPatience, time);
        try
        {
            while (_calls > 0)
                await NextProgress().WaitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task NextProgress() => (_progress ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Progressed()
    {
        var progress = _progress;
        _progress = null;
        progress?.SetResult();
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, _stopping);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop sees that it is to stop.
        }
    }

    [LoggerMessage(LogLevel.Critical, "{Dispatcher} stands still in partition {Partition}: its position is not one of this log. Nothing is skipped; restore the log, or set the position")]
    private static partial void LogMismatch(ILogger logger, Exception mismatch, string dispatcher, int partition);

    [LoggerMessage(LogLevel.Warning, "{Dispatcher} cannot read partition {Partition} now and tries again")]
    private static partial void LogReadFailed(ILogger logger, Exception failure, string dispatcher, int partition);

    [LoggerMessage(LogLevel.Warning, "{Dispatcher}, partition {Partition}: {Target} has not taken {Count} events at try {Tries}; they wait: {Cause}")]
    private static partial void LogRetry(
        ILogger logger, Exception? failure, string dispatcher, int partition, GrainId target, int count, int tries, string cause);

    // When a silo dies there are thousands of these within seconds, and where each came from says nothing.
    private static Exception? Unexpected(Exception failure) => failure is OrleansException or TimeoutException or EntityUnavailableException ? null : failure;

    [LoggerMessage(LogLevel.Warning, "{Dispatcher} could not store its position in partition {Partition}; a restart would tell some events again")]
    private static partial void LogNotStored(ILogger logger, Exception failure, string dispatcher, int partition);
}
