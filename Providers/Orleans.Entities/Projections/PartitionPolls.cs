namespace Orleans.Entities;

/// <summary>Reads the partitions of the log in turn, and waits for all of them at once without a thread for any.</summary>
/// <remarks>
/// A partition that had nothing keeps its waiting read until something comes: only partitions with events are read again, and under
/// load nobody waits. For one reader at a time.
/// </remarks>
internal sealed class PartitionPolls(IEventLog log, ProjectionSettings settings, CancellationToken cancellationToken)
{
    private readonly Task[] _polls = [.. Enumerable.Repeat(Task.CompletedTask, log.PartitionCount)];
    private readonly bool[] _waiting = new bool[log.PartitionCount];
    private readonly Lock _lock = new();

    // Under the lock: a poll's thread brings its answer and the signal, the reader takes both.
    private readonly Task<IReadOnlyList<LogEvent>>?[] _arrived = new Task<IReadOnlyList<LogEvent>>?[log.PartitionCount];
    private TaskCompletionSource _signal = NewSignal();

    /// <summary>Reads what is there now, without waiting.</summary>
    public async ValueTask<IReadOnlyList<LogEvent>> ReadAsync(int partition, long offset, int limit)
    {
        if (!_waiting[partition])
            return await log.ReadAsync(partition, offset, limit, TimeSpan.Zero, cancellationToken);
        Task<IReadOnlyList<LogEvent>>? arrived;
        lock (_lock)
        {
            arrived = _arrived[partition];
            _arrived[partition] = null;
        }
        if (arrived is null)
            return [];
        _waiting[partition] = false;
        return await arrived;
    }

    /// <summary>Waits until any partition has something, at most for <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(IReadOnlyList<long> offsets, TimeSpan atMost, TimeProvider time)
    {
        Task signal;
        lock (_lock)
        {
            if (Array.Exists(_arrived, arrived => arrived is not null))
                return;
            if (_signal.Task.IsCompleted)
                _signal = NewSignal();
            signal = _signal.Task;
        }
        for (var partition = 0; partition < _polls.Length; partition++)
        {
            if (_waiting[partition])
                continue;
            _waiting[partition] = true;
            _polls[partition] = PollAsync(partition, offsets[partition]);
        }
        try
        {
            await signal.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing came.
        }
    }

    /// <summary>Sees the waiting reads to their end, once the token is cancelled.</summary>
    public Task EndAsync() => Task.WhenAll(_polls);

    private async Task PollAsync(int partition, long offset)
    {
        Task<IReadOnlyList<LogEvent>> arrived;
        try
        {
            arrived = Task.FromResult(await log.ReadAsync(partition, offset, settings.MaxRead, settings.LongPoll, cancellationToken));
        }
        catch (Exception failure)
        {
            arrived = Task.FromException<IReadOnlyList<LogEvent>>(failure);
        }
        lock (_lock)
        {
            _arrived[partition] = arrived;
            _signal.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
