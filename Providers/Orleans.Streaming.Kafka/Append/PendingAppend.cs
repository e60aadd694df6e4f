using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Append;

/// <summary>Records that were handed over together, and are answered for together: all of a commit's events.</summary>
internal sealed class PendingAppend
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _version;
    private readonly Action<PendingAppend> _ended;
    private int _open;
    private string? _failure;
    private int _hasEnded;

    /// <param name="version">The version of the entity that the events belong to.</param>
    /// <param name="count">How many records there are.</param>
    /// <param name="ended">Hears, once, that all are acknowledged or failed.</param>
    public PendingAppend(long version, int count, Action<PendingAppend> ended)
    {
        (_version, _open, _ended) = (version, count, ended);
        Delivered = report =>
        {
            // By one thread, the producer's.
            Next = Math.Max(Next, report.Offset.Value + 1);
            Settle(report.Error is { IsError: true } error ? error.Reason : null);
        };
    }

    public long Version => _version;

    /// <summary>Ends when all are acknowledged; fails with what befell the first that was not.</summary>
    public Task Task => _done.Task;

    /// <summary>The offset behind the last record that was acknowledged, once all are.</summary>
    public long Next { get; private set; }

    /// <summary>Hears of each record's fate.</summary>
    public Action<DeliveryReport<byte[], byte[]>> Delivered { get; }

    /// <summary>Takes note of one record's end.</summary>
    public void Settle(string? failure)
    {
        if (failure is not null)
            Interlocked.CompareExchange(ref _failure, failure, null);
        if (Interlocked.Decrement(ref _open) == 0)
            End(Volatile.Read(ref _failure));
    }

    /// <summary>Ends it though not all were answered: nobody will hear of them any more.</summary>
    public void Abandon(string failure) => End(failure);

    private void End(string? failure)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
            return;
        _ended(this);
        if (failure is null)
            _done.SetResult();
        else
            _done.SetException(new KafkaRefusedException(failure));
        _ = _done.Task.Exception;
    }
}
