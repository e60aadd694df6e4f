using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Append;

/// <summary>Records that were handed over together, and are answered for together: all of a commit's events.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class PendingAppend
{
    private readonly Lock _lock = new();
    private readonly AppendAnswers _answers;
    private readonly Action<PendingAppend> _ended;
    private TaskCompletionSource<bool>? _waiting;
    private long _waitingSince;
    private bool _isAnswered;
    private int _open;
    private string? _failure;
    private int _hasEnded;

    /// <param name="version">The version of the entity that the events belong to.</param>
    /// <param name="count">How many records there are.</param>
    /// <param name="answers">By whom its callers are told.</param>
    /// <param name="ended">Hears, once, that all are acknowledged or failed.</param>
    public PendingAppend(long version, int count, AppendAnswers answers, Action<PendingAppend> ended)
    {
        (Version, _open, _answers, _ended) = (version, count, answers, ended);
        Delivered = report =>
        {
            // By one thread, the producer's.
            Next = Math.Max(Next, report.Offset.Value + 1);
            Settle(report.Error is { IsError: true } error ? error.Reason : null);
        };
    }

    /// <summary>The version of the entity that the events belong to.</summary>
    public long Version { get; }

    /// <summary>The offset behind the last record that was acknowledged, once all are.</summary>
    public long Next { get; private set; }

    /// <summary>Hears of each record's fate.</summary>
    public Action<DeliveryReport<byte[], byte[]>> Delivered { get; }

    /// <summary>
    /// Ends when all are acknowledged, with true; with false when <see cref="GiveUp"/> ends the waiting before; fails with what befell the
    /// first that was not acknowledged. All who wait at one time wait together.
    /// </summary>
    /// <param name="since">When the caller began, as a timestamp; nothing for one that has a limit of its own, and is never given up.</param>
    public Task<bool> EndAsync(long since = long.MaxValue)
    {
        lock (_lock)
        {
            if (_waiting is null)
            {
                (_waiting, _waitingSince) = (new(), since);
                if (_isAnswered)
                    Complete(_waiting);
            }

            return _waiting.Task;
        }
    }

    /// <summary>Lets those go who have waited since a timestamp or longer. What they waited for is still on its way.</summary>
    public void GiveUp(long since)
    {
        TaskCompletionSource<bool>? waiting;
        lock (_lock)
        {
            if (_isAnswered || _waitingSince > since)
                return;
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.SetResult(false);
    }

    /// <summary>Takes note of one record's end.</summary>
    public void Settle(string? failure)
    {
        if (failure is not null)
            Interlocked.CompareExchange(ref _failure, failure, null);
        if (Interlocked.Decrement(ref _open) == 0)
            End();
    }

    /// <summary>Ends it though not all were answered: nobody will hear of them any more.</summary>
    public void Abandon(string failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        End();
    }

    /// <summary>Tells its callers, on this thread.</summary>
    public void Answer()
    {
        _ended(this);
        TaskCompletionSource<bool>? waiting;
        lock (_lock)
            (waiting, _isAnswered) = (_waiting, true);
        if (waiting is not null)
            Complete(waiting);
    }

    private void Complete(TaskCompletionSource<bool> waiting)
    {
        if (Volatile.Read(ref _failure) is { } failure)
            waiting.SetException(new KafkaRefusedException(failure));
        else
            waiting.SetResult(true);
        _ = waiting.Task.Exception;
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
            _answers.Add(this);
    }
}
