namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The newest events of one partition in memory, so that readers near its end share them and leave the files alone.</summary>
/// <remarks>
/// Appended to by the commit thread, read by all without a lock. An event is in the slot that its offset names, and says which offset
/// it has: a reader that finds none there, or another, has been overtaken.
/// </remarks>
internal sealed class PartitionTail(long maxBytes)
{
    // Its length is a power of two.
    private LogEvent?[] _ring = new LogEvent?[1];

    // Used by the commit thread only.
    private long _oldest;
    private long _next;
    private long _bytes;

    /// <summary>Takes a durable event in, before the partition's end is published beyond it.</summary>
    internal void Append(LogEvent value)
    {
        if (value.Offset != _next)
        {
            // What is here is without gaps.
            Clear();
            (_oldest, _next) = (value.Offset, value.Offset);
        }

        if (_next - _oldest == _ring.Length)
            Grow();
        Volatile.Write(ref SlotOf(_ring, _next++), value);
        _bytes += value.MemoryBytes;
        while (_bytes > maxBytes)
            DropOldest();
    }

    internal void Clear()
    {
        while (_oldest < _next)
            DropOldest();
    }

    /// <summary>
    /// Reads from an offset on, up to a number of events that are all published, or fewer when that is enough bytes or it is overtaken; null
    /// when the first is not here.
    /// </summary>
    internal IReadOnlyList<LogEvent>? TryRead(long offset, int count)
    {
        var ring = Volatile.Read(ref _ring);
        if (At(ring, offset) is not { } first)
            return null;
        var events = new LogEvent[count];
        events[0] = first;
        var bytes = first.MemoryBytes;
        for (var i = 1; i < count; i++)
        {
            if (bytes >= IEventLog.ReadBytes || At(ring, offset + i) is not { } value)
                return events[..i];
            events[i] = value;
            bytes += value.MemoryBytes;
        }

        return events;
    }

    private static ref LogEvent? SlotOf(LogEvent?[] ring, long offset) => ref ring[offset & (ring.Length - 1)];

    private static LogEvent? At(LogEvent?[] ring, long offset) =>
        Volatile.Read(ref SlotOf(ring, offset)) is { } value && value.Offset == offset ? value : null;

    private void DropOldest()
    {
        ref var slot = ref SlotOf(_ring, _oldest++);
        _bytes -= slot!.MemoryBytes;
        Volatile.Write(ref slot, null);
    }

    private void Grow()
    {
        var grown = new LogEvent?[_ring.Length * 2];
        for (var offset = _oldest; offset < _next; offset++)
            SlotOf(grown, offset) = SlotOf(_ring, offset);
        Volatile.Write(ref _ring, grown);
    }
}
