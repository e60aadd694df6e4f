using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>
/// What a silo does again and again until it stops. Nothing else ends it: a round that fails, with whatever exception, is logged and done
/// again, also where the failure says that something was cancelled, which may be another silo's.
/// </summary>
/// <remarks>One round at a time, on the thread pool.</remarks>
public sealed partial class RecurringTask : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly TimeSpan _period;
    private readonly Func<CancellationToken, Task> _round;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _run;
    private bool _hasFailed;
    private int _isDisposed;

    private RecurringTask(string name, TimeSpan period, bool atOnce, Func<CancellationToken, Task> round, TimeProvider time, ILogger logger)
    {
        (_name, _period, _round, _time, _logger) = (name, period, round, time, logger);
        _run = Task.Run(() => RunAsync(atOnce), CancellationToken.None);
    }

    /// <summary>Does something once a period, the first time at once.</summary>
    /// <param name="name">What it is called in the log.</param>
    /// <param name="period">From one round's beginning to the next, or a round's length where that is more. More than zero.</param>
    /// <param name="round">Does it. Its token ends when the task is to stop.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of rounds that fail.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is not more than zero.</exception>
    public static RecurringTask Start(string name, TimeSpan period, Func<CancellationToken, Task> round, TimeProvider time, ILogger logger)
        => Create(name, period, atOnce: true, round, time, logger);

    /// <summary>Does something once a period, the first time when one is over.</summary>
    /// <inheritdoc cref="Start"/>
    public static RecurringTask StartLater(string name, TimeSpan period, Func<CancellationToken, Task> round, TimeProvider time, ILogger logger)
        => Create(name, period, atOnce: false, round, time, logger);

    /// <summary>Does something whose rounds wait by themselves for what they do, one behind the other; a second after one that failed.</summary>
    /// <inheritdoc cref="Start"/>
    public static RecurringTask StartEndless(string name, Func<CancellationToken, Task> round, TimeProvider time, ILogger logger)
        => new(name, TimeSpan.Zero, atOnce: true, round, time, logger);

    /// <summary>Ends it, once the round that is on its way has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private static RecurringTask Create(
        string name, TimeSpan period, bool atOnce, Func<CancellationToken, Task> round, TimeProvider time, ILogger logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        return new(name, period, atOnce, round, time, logger);
    }

    private async Task RunAsync(bool atOnce)
    {
        using var timer = _period > TimeSpan.Zero ? new PeriodicTimer(_period, _time) : null;
        try
        {
            if (!atOnce)
                await timer!.WaitForNextTickAsync(_stop.Token);
            while (!_stop.IsCancellationRequested)
            {
                var succeeded = await TryAsync();
                if (timer is not null)
                    await timer.WaitForNextTickAsync(_stop.Token);
                else if (!succeeded)
                    await Task.Delay(PauseAfterFailure, _time, _stop.Token);
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // It is to stop: whatever the last round met on its way out is of no account.
        }
    }

    private async Task<bool> TryAsync()
    {
        try
        {
            await _round(_stop.Token);
            _hasFailed = false;
            return true;
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            // What goes on failing has been told whole once.
            LogFailed(_logger, _hasFailed ? null : failure, _name, failure.Message);
            _hasFailed = true;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Name} failed, and is done again: {Cause}")]
    private static partial void LogFailed(ILogger logger, Exception? failure, string name, string cause);
}
