namespace Orleans.Streaming.Kafka.Read;

/// <summary>Where an offset is, as the memory of its partition sees it.</summary>
internal enum TailPlace
{
    /// <summary>It is held, or nothing is behind it yet.</summary>
    Here,

    /// <summary>It is older than what is held.</summary>
    Behind,

    /// <summary>It is beyond what was read.</summary>
    Ahead,

    /// <summary>It was trimmed.</summary>
    Trimmed,
}
