namespace Orleans.Entities;

/// <summary>How a dispatcher reads one partition and calls its targets. Chosen once; tests narrow it.</summary>
internal sealed record DispatchSettings
{
    public static DispatchSettings Default { get; } = new();

    /// <summary>Who found something reads on at the next multiple of this: under load batches form, the first event after a pause is told at once.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The least time between two calls to one target, over all partitions that this silo reads.</summary>
    public TimeSpan TargetLinger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one read waits for an event.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most events of one read.</summary>
    public int MaxRead { get; init; } = 512;

    /// <summary>The most events of one call to a target.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>How many targets are called at once.</summary>
    public int MaxParallelTargets { get; init; } = 64;

    /// <summary>How far neighbours may go on while an event is not taken: the most events between the oldest open one and the newest read.</summary>
    public int Window { get; init; } = 4096;

    /// <summary>The same in bytes of memory, of each partition: how many events that are depends on how large they are.</summary>
    public long WindowBytes { get; init; } = 2 << 20;

    /// <summary>How often the position is stored while events are delivered.</summary>
    public TimeSpan PositionInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often it is stored while all events are passed over.</summary>
    public TimeSpan IdlePositionInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pauses after failures: of the log, of a target.</summary>
    public ReaderBackOff BackOff { get; init; } = ReaderBackOff.Default;

    /// <summary>How long a partition stands still after its position turned out not to be one of this log.</summary>
    public TimeSpan StoppedPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long calls in flight are awaited when the reader stops, before they are cancelled.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(2);
}
