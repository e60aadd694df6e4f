namespace Orleans.Entities;

/// <summary>The batches of one stream that not every subscriber has, and the cursors of its subscribers.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class StreamBacklog
{
    private readonly List<EventBatch> _batches = [];
    private readonly List<StreamCursor> _cursors = [];
    private long _first;

    /// <summary>The place after the newest batch.</summary>
    public long End => _first + _batches.Count;

    /// <summary>The offset of the newest event that was let go of; -1 before the first.</summary>
    public long LetGo { get; private set; } = -1;

    /// <summary>The batch at a place that is still held.</summary>
    public EventBatch this[long place] => _batches[(int)(place - _first)];

    public void Add(EventBatch batch) => _batches.Add(batch);

    /// <summary>The place of the first batch that ends at an offset or after it.</summary>
    public long PlaceOf(long offset)
    {
        var place = _first;
        while (place < End && this[place].LastOffset < offset)
            place++;
        return place;
    }

    public StreamCursor Open(long place)
    {
        var cursor = new StreamCursor(this, place);
        _cursors.Add(cursor);
        return cursor;
    }

    public void Close(StreamCursor cursor) => _cursors.Remove(cursor);

    /// <summary>Lets go of what every cursor has passed.</summary>
    public IReadOnlyList<EventBatch> Release()
    {
        var passed = _cursors.Count == 0 ? End : _cursors.Min(cursor => cursor.Passed);
        if (passed <= _first)
            return [];
        var released = _batches.GetRange(0, (int)(passed - _first));
        _batches.RemoveRange(0, released.Count);
        _first = passed;
        LetGo = released[^1].LastOffset;
        return released;
    }
}
