namespace Orleans.Entities;

/// <summary>
/// The events that a reader has taken from the log and not yet settled, in the log's order, and so the position below which
/// everything is settled.
/// </summary>
/// <remarks>A ring of structs: an event costs no allocation here. Not thread-safe.</remarks>
/// <param name="start">Where it begins.</param>
/// <param name="capacity">How many events it holds at most between the oldest open one and the newest.</param>
/// <param name="maxBytes">What it may hold of memory: it takes no more once it holds that, and so one read more at most.</param>
internal sealed class DispatchWindow(LogPosition start, int capacity, long maxBytes)
{
    private Slot[] _slots = new Slot[16];
    private long _head;
    private long _tail;
    private long _bytes;
    private LogEvent? _lastRead;

    /// <summary>The offset to read next.</summary>
    public long NextOffset { get; private set; } = start.Next;

    /// <summary>How many events more it takes.</summary>
    public int Room => _bytes < maxBytes ? capacity - (int)(_tail - _head) : 0;

    /// <summary>The offset below which everything is settled.</summary>
    public long SettledOffset => LastSettled is { } last ? last.Offset + 1 : start.Next;

    // A position stands right behind the event it names: before the next one the log may have a hole.
    private LogEvent? LastSettled => _head == _tail ? _lastRead : Head.Before;

    private ref Slot Head => ref _slots[_head & (_slots.Length - 1)];

    /// <summary>The event behind a ticket that is not settled.</summary>
    public LogEvent this[long ticket] => _slots[ticket & (_slots.Length - 1)].Event!;

    /// <summary>Takes note of an event that concerns nobody.</summary>
    public void Pass(LogEvent value)
    {
        NextOffset = value.Offset + 1;
        _lastRead = value;
    }

    /// <summary>Takes in an event that is settled after <paramref name="settlements"/> calls of <see cref="Settle"/> with the ticket returned.</summary>
    public long Enter(LogEvent value, int settlements)
    {
        if (_tail - _head == _slots.Length)
            Grow();
        var ticket = _tail++;
        var slot = new Slot { Event = value, Before = _lastRead, Open = settlements };
        _slots[ticket & (_slots.Length - 1)] = slot;
        _bytes += slot.Bytes;
        Pass(value);
        return ticket;
    }

    /// <summary>Tells that one target of an event has it, or will never take it.</summary>
    public void Settle(long ticket)
    {
        ref var slot = ref _slots[ticket & (_slots.Length - 1)];
        if (--slot.Open > 0)
            return;
        _bytes -= slot.Bytes;
        slot = default;
        while (_head < _tail && Head.Open == 0)
            _head++;
    }

    /// <summary>The position to go on from after a restart.</summary>
    public LogPosition Position() => new(start.LogId, SettledOffset, LastSettled is { } last ? last.Id : start.Last);

    private void Grow()
    {
        var grown = new Slot[_slots.Length * 2];
        for (var ticket = _head; ticket < _tail; ticket++)
            grown[ticket & (grown.Length - 1)] = _slots[ticket & (_slots.Length - 1)];
        _slots = grown;
    }

    private struct Slot
    {
        public LogEvent? Event;
        public LogEvent? Before;
        public int Open;

        // The one before is kept for its name and place alone, and whole: it may be one that was passed over, and is held by nothing else.
        public readonly long Bytes => (Event?.MemoryBytes ?? 0) + (Before?.MemoryBytes ?? 0);
    }
}
