namespace Cql.Connections;

/// <summary>The stream ids of one connection, each with the request that holds it. An id is given back once, when its answer has come and its waiter has gone.</summary>
internal sealed class StreamTable
{
    private readonly Lock _lock = new();
    private readonly PendingRequest?[] _slots;
    private readonly int[] _free;
    private int _freeCount;

    // Ids up to here were used: what sweeps need not look beyond.
    private int _highWater;

    public StreamTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, short.MaxValue + 1);
        _slots = new PendingRequest?[capacity];
        _free = new int[capacity];
        for (var i = 0; i < capacity; i++)
            _free[i] = capacity - 1 - i;
        _freeCount = capacity;
    }

    /// <summary>How many ids are held.</summary>
    public int Held => _slots.Length - Volatile.Read(ref _freeCount);

    /// <summary>The slots that were ever used.</summary>
    public ReadOnlySpan<PendingRequest?> Used => _slots.AsSpan(0, Volatile.Read(ref _highWater));

    /// <summary>Takes an id; null when all are held.</summary>
    public PendingRequest? TryTake(CqlConnection connection)
    {
        lock (_lock)
        {
            if (_freeCount == 0)
                return null;
            var id = _free[_freeCount - 1];
            Volatile.Write(ref _freeCount, _freeCount - 1);
            var slot = _slots[id] ??= new PendingRequest(connection, (short)id);
            if (id >= _highWater)
                Volatile.Write(ref _highWater, id + 1);
            return slot;
        }
    }

    /// <summary>Gives an id back.</summary>
    public void Free(short id)
    {
        lock (_lock)
        {
            _free[_freeCount] = id;
            Volatile.Write(ref _freeCount, _freeCount + 1);
        }
    }

    /// <summary>The request that an answer belongs to; null when no such id was ever used.</summary>
    public PendingRequest? Find(short id) => (ushort)id < _slots.Length && id >= 0 ? _slots[id] : null;
}
