namespace Orleans.Entities;

/// <summary>What waits for one target, in order. It is removed once it is empty.</summary>
internal sealed class TargetQueue(GrainId target)
{
    private readonly Queue<long> _tickets = new();

    public GrainId Target { get; } = target;

    public int Count => _tickets.Count;

    /// <summary>How often in a row its first batch failed.</summary>
    public int Tries { get; set; }

    /// <summary>How many events are still to go one by one, because the batch they were in was refused.</summary>
    public int OneByOne { get; set; }

    public void Add(long ticket) => _tickets.Enqueue(ticket);

    /// <summary>The next batch; it stays in the queue until it is settled.</summary>
    public LogEvent[] Peek(DispatchWindow window, int max)
    {
        var batch = new LogEvent[OneByOne > 0 ? 1 : Math.Min(max, _tickets.Count)];
        var i = 0;
        foreach (var ticket in _tickets)
        {
            if (i == batch.Length)
                break;
            batch[i++] = window[ticket];
        }
        return batch;
    }

    public void Settle(DispatchWindow window, int count)
    {
        Tries = 0;
        OneByOne = Math.Max(0, OneByOne - count);
        for (var i = 0; i < count; i++)
            window.Settle(_tickets.Dequeue());
    }
}
