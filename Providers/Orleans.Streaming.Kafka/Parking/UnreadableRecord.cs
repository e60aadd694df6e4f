using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Orleans.Streaming.Kafka;

/// <summary>A record of the log's topic that is no event: who wrote it, an operator finds out. It costs only itself.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Streaming.Kafka.UnreadableRecord")]
public sealed record UnreadableRecord
{
    /// <summary>How much of a key, and of a value, is kept, in bytes: all of it stays in the topic as long as the topic keeps it.</summary>
    public const int MaxBytes = 1_024;

    /// <summary>Its name among the unreadable records, which are in the order of partitions and offsets.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Partition:D6}/{Offset:D19}");

    /// <summary>The partition that holds it.</summary>
    [Id(0)]
    public required int Partition { get; init; }

    /// <summary>Its place in the partition.</summary>
    [Id(1)]
    public required long Offset { get; init; }

    /// <summary>Why it is no event.</summary>
    [Id(2)]
    public required string Cause { get; init; }

    /// <summary>When a silo met it first.</summary>
    [Id(3)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Its key's first bytes, at most <see cref="MaxBytes"/>.</summary>
    [Id(4)]
    [SuppressMessage("Performance", "CA1819", Justification = "Bytes as they are stored; the record is immutable by convention.")]
    public required byte[] Key { get; init; }

    /// <summary>Its value's first bytes, at most <see cref="MaxBytes"/>.</summary>
    [Id(5)]
    [SuppressMessage("Performance", "CA1819", Justification = "Bytes as they are stored; the record is immutable by convention.")]
    public required byte[] Value { get; init; }

    /// <summary>The length of the whole value, in bytes.</summary>
    [Id(6)]
    public required int ValueLength { get; init; }
}
