namespace Cql.Connections;

/// <summary>The stream ids of one connection, each with the request that holds it. An id is given back once, when its answer has come and its waiter has gone.</summary>
/// <remarks>
/// They begin at 1. An error that the server cannot tell the request of, for instance of a segment that came damaged, comes to id 0
/// (<c>ErrorMessage.fromException</c>), and must not be taken for the answer to a request.
/// </remarks>
internal sealed class StreamTable
{
    private const int FirstId = 1;

    private readonly Lock _lock = new();
    private readonly PendingRequest?[] _slots;
    private readonly int[] _free;
    private int _freeCount;

    // Ids below were used: sweeps need not look beyond.
    private int _highWater = FirstId;

    public StreamTable(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, short.MaxValue);
        _slots = new PendingRequest?[FirstId + capacity];
        _free = new int[capacity];
        for (var i = 0; i < capacity; i++)
            _free[i] = FirstId + capacity - 1 - i;
        _freeCount = capacity;
    }

    /// <summary>How many ids are held.</summary>
    public int Held => _free.Length - Volatile.Read(ref _freeCount);

    /// <summary>The slots that were ever used.</summary>
    public ReadOnlySpan<PendingRequest?> Used => _slots.AsSpan(0, Volatile.Read(ref _highWater))[FirstId..];

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
    public PendingRequest? Find(short id) => id >= FirstId && id < _slots.Length ? _slots[id] : null;
}
