using System.Collections.Concurrent;
using System.Text;

namespace Orleans.Entities.Cassandra.Tests.Events;

/// <summary>A log that fails in every way that its contract knows, by lot; what it took is in <see cref="Taken"/>.</summary>
internal sealed class UnreliableLog(int seed, TimeProvider time) : IEventAppender
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<EntityKey, int> _appending = new();

    /// <summary>Of each entity the events by version and text, in order.</summary>
    public Dictionary<EntityKey, List<(long Version, string Text)>> Taken { get; } = [];

    /// <summary>Whether it fails for ever, until this is unset.</summary>
    public bool IsBroken { get; set; }

    public async ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        Assert.Equal(1, _appending.AddOrUpdate(commit.Key, 1, (_, count) => count + 1));
        try
        {
            return await AppendByLotAsync(commit, IsBroken ? Lot(4) : Lot(8));
        }
        finally
        {
            _appending[commit.Key] = 0;
        }
    }

    private async ValueTask<CommitOutcome> AppendByLotAsync(EntityCommit commit, int lot)
    {
        switch (lot)
        {
            case 0:
                return CommitOutcome.NotApplied;
            case 1:
                return CommitOutcome.Unknown;
            case 2:
                throw new EntityStoreException("It is closed.");
            case 3:
                throw new IOException("It is full.");
            case 4:
                Take(commit);
                return CommitOutcome.Unknown;
            case 5:
                Take(commit);
                throw new InvalidOperationException("It was taken, and this is said nevertheless.");
            case 6:
                await Task.Delay(Slow, time);
                break;
        }

        Take(commit);
        return CommitOutcome.Committed;
    }

    private void Take(EntityCommit commit)
    {
        var version = commit.ExpectedVersion + 1;
        lock (_lock)
        {
            if (!Taken.TryGetValue(commit.Key, out var events))
                Taken[commit.Key] = events = [];
            if (events.Count == 0 || events[^1].Version < version)
                events.AddRange(commit.Events.Select(value => (version, Encoding.UTF8.GetString(value.Data.Span))));
        }
    }

    private int Lot(int count)
    {
        lock (_lock)
            return _random.Next(count);
    }
}
