namespace Cql.Topology;

/// <summary>What a client knows of one host by its own tries: whether it can be used, and when to try again. Lives as long as the host is in the cluster. Safe for use by many threads.</summary>
internal sealed class NodeState(TimeProvider time)
{
    // A server tells of a node some time before that takes connections.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile bool _isUp;
    private int _failures;
    private ITimer? _wait;

    /// <summary>Whether there is a connection to it.</summary>
    public bool IsUp => _isUp;

    /// <summary>It took a connection. Returns whether that is news.</summary>
    public bool MarkUp()
    {
        lock (_lock)
            return Change(to: true);
    }

    /// <summary>A connection to it was of use: the next waits begin short again.</summary>
    public void MarkSteady()
    {
        lock (_lock)
            _failures = 0;
    }

    /// <summary>No connection to it is left. Returns whether that is news.</summary>
    public bool MarkDown()
    {
        lock (_lock)
            return Change(to: false);
    }

    /// <summary>Waits after a try that failed, for the next: longer each time. For one waiter at a time.</summary>
    public async Task WaitAfterFailureAsync(CancellationToken cancellationToken)
    {
        var waited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cancelled = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waited);
        await using var timer = Begin(waited);
        try
        {
            await waited.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _wait = null;
        }
    }

    /// <summary>The cluster tells that it is up again: a wait ends soon, and the next begin short again.</summary>
    public void Hurry()
    {
        lock (_lock)
        {
            _failures = 0;
            _wait?.Change(Soon, Timeout.InfiniteTimeSpan);

            // Once a wait: events that come again and again would put it off for ever.
            _wait = null;
        }
    }

    private ITimer Begin(TaskCompletionSource waited)
    {
        lock (_lock)
        {
            _wait = time.CreateTimer(
                static state => ((TaskCompletionSource)state!).TrySetResult(),
                waited,
                ReconnectionSchedule.After(++_failures, Random.Shared),
                Timeout.InfiniteTimeSpan);
            return _wait;
        }
    }

    private bool Change(bool to)
    {
        var isNews = _isUp != to;
        _isUp = to;
        return isNews;
    }
}
