namespace Orleans.Entities;

/// <summary>How projections read. Chosen once; tests narrow it.</summary>
internal sealed record ProjectionSettings
{
    public static ProjectionSettings Default { get; } = new();

    /// <summary>Who found less than a full batch reads on at the next multiple of this: under load batches form, the first event after a pause goes at once.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one read waits for an event.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most events of one read.</summary>
    public int MaxRead { get; init; } = 250;

    /// <summary>The most events of one batch.</summary>
    public int MaxBatch { get; init; } = 2_000;

    /// <summary>The most bytes of one batch, but for the last read of it.</summary>
    public long MaxBatchBytes { get; init; } = 8 << 20;

    /// <summary>How often positions are stored while all events are passed over.</summary>
    public TimeSpan IdlePositionInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pauses after failures.</summary>
    public ReaderBackOff BackOff { get; init; } = ReaderBackOff.Default;

    /// <summary>How long it stands still when the log's start is gone.</summary>
    public TimeSpan StoppedPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the last positions may take to be stored at the end.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the one that serves stands still, at most, for one that was built beside it to come as far.</summary>
    public TimeSpan SwapPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the lag is measured.</summary>
    public TimeSpan MeasureInterval { get; init; } = TimeSpan.FromSeconds(5);
}
