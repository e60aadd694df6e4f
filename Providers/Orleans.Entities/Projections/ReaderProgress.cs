namespace Orleans.Entities;

/// <summary>How far a reader has come, and who waits for it.</summary>
/// <remarks>Written by one reader, read by many threads.</remarks>
internal sealed class ReaderProgress(TimeProvider time)
{
    private volatile long[] _offsets = [];
    private volatile TaskCompletionSource _changed = NewSignal();
    private volatile ProjectionState _state;

    public ProjectionState State
    {
        get => _state;
        set => _state = value;
    }

    public IReadOnlyList<long> Offsets => _offsets;

    public void Publish(long[] offsets)
    {
        _offsets = [.. offsets];
        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
    }

    public async ValueTask<bool> WaitForAsync(
        IReadOnlyDictionary<int, long> offsets, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            // Taken before looking, or a change between would not be heard of.
            var changed = _changed.Task;
            if (Reached(offsets))
                return true;
            var rest = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - time.GetElapsedTime(started);
            if (timeout != Timeout.InfiniteTimeSpan && rest <= TimeSpan.Zero)
                return false;
            try
            {
                await changed.WaitAsync(rest, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    private bool Reached(IReadOnlyDictionary<int, long> offsets)
    {
        var applied = _offsets;
        foreach (var (partition, offset) in offsets)
        {
            if (partition >= applied.Length || applied[partition] < offset)
                return false;
        }
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
