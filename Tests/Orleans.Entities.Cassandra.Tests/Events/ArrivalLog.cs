using System.Text;

namespace Orleans.Entities.Cassandra.Tests.Events;

/// <summary>A log that keeps all that arrives, in its order, and recognises nothing.</summary>
internal sealed class ArrivalLog : IEventAppender
{
    private readonly Lock _lock = new();
    private readonly List<Arrival> _arrivals = [];

    /// <summary>What arrived of an entity.</summary>
    public IReadOnlyList<Arrival> Of(EntityKey key)
    {
        lock (_lock)
            return [.. _arrivals.Where(arrival => arrival.Key == key)];
    }

    public ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        lock (_lock)
            _arrivals.Add(new(commit.Key, commit.ExpectedVersion + 1, [.. commit.Events.Select(value => Encoding.UTF8.GetString(value.Data.Span))]));
        return new(CommitOutcome.Committed);
    }
}
