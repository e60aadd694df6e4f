namespace Orleans.Streaming.Kafka.Append;

/// <summary>Lets only so many bytes be on their way, and only so many wait; who finds it full waits, in order, for as long as he likes.</summary>
/// <remarks>Safe for use by many threads.</remarks>
/// <param name="capacity">How many bytes may be inside.</param>
/// <param name="maxWaiting">How many bytes may wait: who comes then is sent away at once.</param>
/// <param name="time">The clock.</param>
internal sealed class ByteGate(long capacity, long maxWaiting, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _taken;
    private long _waitingBytes;

    /// <summary>How many bytes are inside.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Takes a place; false when there was none in time, or too many wait for one. Something larger than the whole goes in alone.</summary>
    public async ValueTask<bool> TryEnterAsync(long bytes, TimeSpan patience)
    {
        Waiter waiter;
        LinkedListNode<Waiter> node;
        lock (_lock)
        {
            if (_waiting.Count == 0 && HasRoom(bytes))
            {
                _taken += bytes;
                return true;
            }

            if (_waiting.Count > 0 && _waitingBytes + bytes > maxWaiting)
                return false;
            waiter = new(bytes);
            _waitingBytes += bytes;
            node = _waiting.AddLast(waiter);
        }

        try
        {
            await waiter.Task.WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            lock (_lock)
            {
                if (node.List is null)
                    return true;
                Remove(node);
                LetIn();
                return false;
            }
        }
    }

    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            LetIn();
        }
    }

    private bool HasRoom(long bytes) => _taken == 0 || _taken + bytes <= capacity;

    // Under the lock.
    private void LetIn()
    {
        while (_waiting.First is { } first && HasRoom(first.Value.Bytes))
        {
            _taken += first.Value.Bytes;
            Remove(first);
            first.Value.SetResult();
        }
    }

    private void Remove(LinkedListNode<Waiter> node)
    {
        _waitingBytes -= node.Value.Bytes;
        _waiting.Remove(node);
    }

    private sealed class Waiter(long bytes) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Bytes => bytes;
    }
}
