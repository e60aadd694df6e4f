using System.Collections.Concurrent;

namespace Orleans.Entities.Tests.Projections;

/// <summary>Keeps the names of all events it saw, by partition, with its positions; what is committed survives an opening, as a file would.</summary>
public sealed class CountingProjection : IReplaceableProjection, IAsyncDisposable
{
    public const string Counted = "things.thing.happened.v1";

    private readonly Lock _lock = new();
    private Dictionary<int, LogPosition> _positions = [];
    private List<string> _seen = [];

    public string Name => "counting";

    public IReadOnlyCollection<string> EventTypes => [Counted];

    public int Openings { get; private set; }

    public int Resets { get; private set; }

    public bool IsDisposed { get; private set; }

    public ConcurrentQueue<int> Batches { get; } = new();

    public CountingProjection? Replacement { get; private set; }

    /// <summary>Called before a batch is kept; what it throws, the projection throws.</summary>
    public Func<IReadOnlyList<LogEvent>, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after a batch is kept, as an answer that is lost.</summary>
    public Action AfterCommit { get; set; } = () => { };

    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    public IReadOnlyDictionary<int, LogPosition> Positions
    {
        get
        {
            lock (_lock)
                return new Dictionary<int, LogPosition>(_positions);
        }
        set
        {
            lock (_lock)
                _positions = new(value);
        }
    }

    public ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken)
    {
        Openings++;
        return new(Positions);
    }

    public async ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        Assert.All(events, e => Assert.Equal(Counted, e.Type));
        await BeforeCommit(events);
        Batches.Enqueue(events.Count);
        lock (_lock)
        {
            _seen.AddRange(events.Select(e => e.Id));
            foreach (var (partition, position) in positions)
                _positions[partition] = position;
        }
        AfterCommit();
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        Resets++;
        lock (_lock)
        {
            _seen = [];
            _positions = [];
        }
        return default;
    }

    public ValueTask<IProjection> CreateReplacementAsync(CancellationToken cancellationToken)
        => new(Replacement = new CountingProjection { BeforeCommit = BeforeCommit });

    public ValueTask ReplaceAsync(IProjection replacement, CancellationToken cancellationToken)
    {
        var other = (CountingProjection)replacement;
        lock (_lock)
            (_seen, _positions) = ([.. other.Seen], new(other.Positions));
        return default;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return default;
    }
}
