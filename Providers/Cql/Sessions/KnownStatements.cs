namespace Cql.Sessions;

/// <summary>Statements by what was asked for, as many as there is room for: the one that was asked for longest ago makes room.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class KnownStatements(int room)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StatementToPrepare, LinkedListNode<Known>> _places = [];
    private readonly LinkedList<Known> _byUse = [];
    private long _forgotten;

    /// <summary>How many have had to make room.</summary>
    public long Forgotten => Interlocked.Read(ref _forgotten);

    /// <summary>What is known by this, or will be.</summary>
    /// <param name="statement">What is asked for.</param>
    /// <param name="mine">Null when it is known; else it is for the caller to prepare.</param>
    public Task<PreparedStatement> GetOrAdd(StatementToPrepare statement, out TaskCompletionSource<PreparedStatement>? mine)
    {
        lock (_lock)
        {
            mine = null;
            if (_places.TryGetValue(statement, out var place))
            {
                _byUse.Remove(place);
                _byUse.AddLast(place);
                return place.Value.Prepared;
            }

            mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _places[statement] = _byUse.AddLast(new Known(statement, mine.Task));
            if (_places.Count > room)
            {
                RemoveNeedsLock(_byUse.First!);
                Interlocked.Increment(ref _forgotten);
            }

            return mine.Task;
        }
    }

    /// <summary>Takes one out, unless another has its place by now.</summary>
    public void Remove(StatementToPrepare statement, Task<PreparedStatement> prepared)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(statement, out var place) && place.Value.Prepared == prepared)
                RemoveNeedsLock(place);
        }
    }

    private void RemoveNeedsLock(LinkedListNode<Known> place)
    {
        _byUse.Remove(place);
        _places.Remove(place.Value.Statement);
    }

    private readonly record struct Known(StatementToPrepare Statement, Task<PreparedStatement> Prepared);
}
