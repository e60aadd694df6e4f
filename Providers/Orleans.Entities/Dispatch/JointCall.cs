namespace Orleans.Entities;

/// <summary>Events of several readers that go to one target in one call. Joined under its owner's lock.</summary>
internal sealed class JointCall(LogEvent[] own)
{
    private readonly List<JointPart> _parts = [];

    /// <summary>The events of the reader that makes the call.</summary>
    public LogEvent[] Own { get; } = own;

    /// <summary>What the others added.</summary>
    public IReadOnlyList<JointPart> Parts => _parts;

    public int Count { get; private set; } = own.Length;

    /// <summary>Adds events; the task ends as the call does for them.</summary>
    public Task Join(LogEvent[] events)
    {
        var part = new JointPart(events);
        _parts.Add(part);
        Count += events.Length;
        return part.Task;
    }

    public LogEvent[] Events()
    {
        if (_parts.Count == 0)
            return Own;
        var all = new LogEvent[Count];
        Own.CopyTo(all, 0);
        var next = Own.Length;
        foreach (var part in _parts)
        {
            part.Events.CopyTo(all, next);
            next += part.Events.Length;
        }
        return all;
    }
}
