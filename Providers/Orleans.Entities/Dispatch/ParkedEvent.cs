using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Orleans.Entities;

/// <summary>An event that a target refused, kept until an operator has it tried again or skips it.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.ParkedEvent")]
public sealed record ParkedEvent
{
    private const int MaxCauseLength = 2_000;

    /// <summary>Its name among the dispatcher's parked events: target and event.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The grain that refused it; the default value when the dispatcher could not tell whom it concerns.</summary>
    [Id(1)]
    public required GrainId Target { get; init; }

    /// <summary>What it said.</summary>
    [Id(2)]
    public required string Cause { get; init; }

    /// <summary>When it was refused first.</summary>
    [Id(3)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>How often it was refused.</summary>
    [Id(4)]
    public required int Tries { get; init; }

    /// <summary>The partition that holds the event.</summary>
    [Id(5)]
    public required int Partition { get; init; }

    /// <summary>Its place in the partition.</summary>
    [Id(6)]
    public required long Offset { get; init; }

    /// <summary>The entity whose commit it left with.</summary>
    [Id(7)]
    public required EntityKey Entity { get; init; }

    /// <summary>The entity's version after that commit.</summary>
    [Id(8)]
    public required long Version { get; init; }

    /// <summary>Its place among that commit's events.</summary>
    [Id(9)]
    public required int Index { get; init; }

    /// <summary>The event's type.</summary>
    [Id(10)]
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    [Id(11)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The W3C trace context of its cause, or null.</summary>
    [Id(12)]
    public string? TraceParent { get; init; }

    /// <summary>The event's data as JSON in UTF-8.</summary>
    [Id(13)]
    [SuppressMessage("Performance", "CA1819", Justification = "Bytes as they are stored; the record is immutable by convention.")]
    public required byte[] Data { get; init; }

    internal static ParkedEvent Of(GrainId target, LogEvent value, Exception cause, DateTimeOffset now) => new()
    {
        Id = IdOf(target, value),
        Target = target,
        Cause = cause.Message.Length <= MaxCauseLength ? cause.Message : cause.Message[..MaxCauseLength],
        Since = now,
        Tries = 1,
        Partition = value.Partition,
        Offset = value.Offset,
        Entity = value.Entity,
        Version = value.Version,
        Index = value.Index,
        Type = value.Type,
        Time = value.Time,
        TraceParent = value.TraceParent,
        Data = value.Data.ToArray(),
    };

    internal LogEvent ToLogEvent() => new()
    {
        Partition = Partition,
        Offset = Offset,
        Entity = Entity,
        Version = Version,
        Index = Index,
        Type = Type,
        Time = Time,
        TraceParent = TraceParent,
        Data = Data,
    };

    // A row's key has 1,024 bytes, while the names of two grains may be longer: what is too long goes by its hash.
    private static string IdOf(GrainId target, LogEvent value)
    {
        var id = target.IsDefault ? value.Id : $"{target}~{value.Id}";
        var bytes = Encoding.UTF8.GetBytes(id);
        return bytes.Length <= 1_024 ? id : Convert.ToHexString(SHA256.HashData(bytes));
    }
}
