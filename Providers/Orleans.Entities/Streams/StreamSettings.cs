namespace Orleans.Entities;

/// <summary>How streams read one partition. Chosen once; tests narrow it.</summary>
internal sealed record StreamSettings
{
    public static StreamSettings Default { get; } = new();

    /// <summary>How long an agent waits after an empty read: what happens meanwhile is read that much later.</summary>
    public TimeSpan ReadPeriod { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long one read waits for an event. Deliveries are taken note of between two reads.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most events of one read.</summary>
    public int MaxRead { get; init; } = 256;

    /// <summary>The most events between the oldest that is not delivered and the newest read.</summary>
    public int Window { get; init; } = 1024;

    /// <summary>The same in bytes of memory, of each partition.</summary>
    public long WindowBytes { get; init; } = 2 << 20;

    /// <summary>How often the position is stored while events are delivered.</summary>
    public TimeSpan PositionInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The pauses after reads that failed.</summary>
    public ReaderBackOff BackOff { get; init; } = ReaderBackOff.Default;

    /// <summary>How long a partition stands still after its position turned out not to be one of this log.</summary>
    public TimeSpan StoppedPause { get; init; } = TimeSpan.FromMinutes(1);
}
