namespace Orleans.Streaming.Kafka.Read;

/// <summary>How far something has been read, and who waits for it to come further.</summary>
/// <remarks>Moved by one thread, read and awaited by many.</remarks>
internal sealed class Passage
{
    private long _passed;
    private TaskCompletionSource? _moved;

    /// <summary>The offset below which everything is read.</summary>
    public long Passed => Volatile.Read(ref _passed);

    /// <summary>Ends with the next move, or when all are woken. Look at what is awaited after asking for it.</summary>
    public Task Moved
    {
        get
        {
            if (Volatile.Read(ref _moved) is { } current)
                return current.Task;
            var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _moved, made, null) ?? made).Task;
        }
    }

    public void MoveTo(long offset)
    {
        Volatile.Write(ref _passed, offset);
        Wake();
    }

    /// <summary>Lets everyone who waits look again.</summary>
    public void Wake() => Interlocked.Exchange(ref _moved, null)?.TrySetResult();

    /// <summary>Waits until an offset is reached; false when it is not in time.</summary>
    public async ValueTask<bool> ReachAsync(long offset, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var begin = time.GetTimestamp(); ;)
        {
            var moved = Moved;
            if (Passed >= offset)
                return true;
            var rest = limit - time.GetElapsedTime(begin);
            if (rest <= TimeSpan.Zero)
                return false;
            await moved.WaitAsync(rest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
