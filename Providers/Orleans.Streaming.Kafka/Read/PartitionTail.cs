using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>The newest events of one partition in memory, without gaps, so that all readers near its end share one reading of it.</summary>
/// <remarks>
/// <code>
///   trimmed | behind: to be sought | held: every event from here ......... to here | ahead
///           first                  from         the newest event: next ┘   └ passed
/// </code>
/// Offsets have holes (records of transactions, records that are no events), so <c>next</c> may be below <c>passed</c>. Filled by one
/// thread, read by many.
/// </remarks>
internal sealed class PartitionTail
{
    private readonly Lock _lock = new();
    private LogEvent[] _ring = new LogEvent[16];
    private int _head;
    private int _count;
    private long _from;
    private long _first;
    private long _next;

    /// <summary>How far it was read, and who waits there.</summary>
    public Passage Passage { get; } = new();

    /// <summary>The offset behind the newest event that readers have seen, or can.</summary>
    public long Next
    {
        get
        {
            lock (_lock)
                return _next;
        }
    }

    /// <summary>The offset from which every event is held.</summary>
    public long From
    {
        get
        {
            lock (_lock)
                return _from;
        }
    }

    /// <summary>When it last took an event in, as a timestamp.</summary>
    public long LastTaken { get; private set; }

    /// <summary>Begins, with nothing held, to be filled from an offset on.</summary>
    public void Start(long from, long now)
    {
        lock (_lock)
        {
            _from = from;
            _next = Math.Max(_next, from);
            LastTaken = now;
        }

        Passage.MoveTo(from);
    }

    /// <summary>Whether it began to be filled and met no event yet.</summary>
    public bool IsUntouched
    {
        get
        {
            lock (_lock)
                return _next == _from && _count == 0;
        }
    }

    /// <summary>Learns that there is no event between an offset and where it began, unless it has met one meanwhile.</summary>
    public void NothingSince(long next)
    {
        lock (_lock)
        {
            if (_next == _from && _count == 0)
                (_from, _next) = (next, next);
        }
    }

    public void Add(LogEvent value, long now)
    {
        lock (_lock)
        {
            if (_count == _ring.Length)
                Grow();
            _ring[(_head + _count++) & (_ring.Length - 1)] = value;
            _next = value.Offset + 1;
            LastTaken = now;
        }

        Passage.MoveTo(value.Offset + 1);
    }

    /// <summary>Forgets the oldest event that is held.</summary>
    /// <returns>Its bytes; 0 when there is none.</returns>
    public int DropOldest()
    {
        lock (_lock)
        {
            if (_count == 0)
                return 0;
            var oldest = _ring[_head];
            _ring[_head] = null!;
            _head = (_head + 1) & (_ring.Length - 1);
            _count--;
            _from = oldest.Offset + 1;
            return oldest.MemoryBytes;
        }
    }

    /// <summary>Serves nothing below an offset any more.</summary>
    public void Trim(long before)
    {
        lock (_lock)
            _first = Math.Max(_first, before);
    }

    public TailRead Read(long offset, int limit)
    {
        lock (_lock)
        {
            if (offset < _first)
                return new(TailPlace.Trimmed, []);
            if (offset < _from)
                return new(TailPlace.Behind, []);
            if (offset > Passage.Passed)
                return new(TailPlace.Ahead, []);
            var start = IndexOf(offset);
            var events = new LogEvent[CountOf(start, Math.Min(limit, _count - start))];
            for (var i = 0; i < events.Length; i++)
                events[i] = At(start + i);
            return new(TailPlace.Here, events);
        }
    }

    private LogEvent At(int index) => _ring[(_head + index) & (_ring.Length - 1)];

    // How many from an index on go into one read.
    private int CountOf(int start, int most)
    {
        var count = 0;
        for (var bytes = 0; count < most && bytes < IEventLog.ReadBytes; count++)
            bytes += At(start + count).MemoryBytes;
        return count;
    }

    // The first that is at the offset or behind it.
    private int IndexOf(long offset)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Offset < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Grow()
    {
        var grown = new LogEvent[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            grown[i] = At(i);
        (_ring, _head) = (grown, 0);
    }
}
