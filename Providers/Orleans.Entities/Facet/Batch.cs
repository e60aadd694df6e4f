namespace Orleans.Entities;

/// <summary>One version of an entity: gathering, flying, or durable. Each knows the next, so that what was read at one can be brought up to a later one.</summary>
internal sealed class Batch<TState> where TState : class
{
    public required long Version { get; init; }

    public required Guid WriteId { get; init; }

    /// <summary>The head as of this version.</summary>
    public required TState? State { get; set; }

    public bool StateChanged { get; set; }

    public RowChanges? Rows { get; set; }

    public List<PendingEvent>? Events { get; set; }

    public Batch<TState>? Next { get; set; }

    /// <summary>Who hears of its end.</summary>
    public List<Waiter> Waiters { get; init; } = [];

    /// <summary>How many decisions are in it or rest on it.</summary>
    public int Calls { get; set; }

    /// <summary>What its rows and events take, folded or not.</summary>
    public int Bytes { get; set; }

    /// <summary>Whether a hint in it has waited long enough.</summary>
    public bool IsDue { get; set; }

    public DateTimeOffset Time { get; set; }

    public string? TraceParent { get; set; }

    public Arena? Arena { get; init; }

    public EntityCommit? Commit { get; set; }

    public long TakenOff { get; set; }

    /// <summary>Whether it may be durable for all that is known.</summary>
    public bool MayBeDurable { get; set; }

    /// <summary>Whether a store that once did not know may still read its memory.</summary>
    public bool WasUnknown { get; set; }
}
