using System.Collections.Concurrent;

namespace Orleans.Entities.Tests.Streams;

/// <summary>What subscribers have taken, and whom they refuse.</summary>
public sealed class Watched
{
    private readonly ConcurrentQueue<LogEvent> _taken = new();

    /// <summary>The entity whose events they refuse now.</summary>
    public string? Refused { get; set; }

    /// <summary>How often they refused one.</summary>
    public int Refusals { get; private set; }

    public void Take(LogEvent value)
    {
        if (value.Entity.Id == Refused)
        {
            Refusals++;
            throw new InvalidOperationException("Not now.");
        }
        _taken.Enqueue(value);
    }

    /// <summary>The versions of an entity that were taken, in that order, each counted once.</summary>
    public IReadOnlyList<long> VersionsOf(string entity) => [.. _taken.Where(value => value.Entity.Id == entity).Select(value => value.Version).Distinct()];
}
