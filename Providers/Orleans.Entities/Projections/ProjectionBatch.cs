namespace Orleans.Entities;

/// <summary>The events that a projection is handed next, up to a number of them or of bytes.</summary>
internal sealed class ProjectionBatch(ProjectionSettings settings)
{
    private readonly List<LogEvent> _events = [];
    private long _bytes;

    public IReadOnlyList<LogEvent> Events => _events;

    /// <summary>How many events more it takes; none as soon as it has enough bytes.</summary>
    public int Room => _bytes < settings.MaxBatchBytes ? Math.Max(0, settings.MaxBatch - _events.Count) : 0;

    public void Add(LogEvent value)
    {
        _events.Add(value);
        _bytes += value.MemoryBytes;
    }

    public void Clear()
    {
        _events.Clear();
        _bytes = 0;
    }
}
