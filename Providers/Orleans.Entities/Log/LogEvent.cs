namespace Orleans.Entities;

/// <summary>One event in the log. (Entity, version, index) names it for ever; the offset tells where this log has it.</summary>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.LogEvent")]
public sealed class LogEvent
{
    /// <summary>The partition that holds the event: all events of an entity are in one.</summary>
    [Id(0)]
    public required int Partition { get; init; }

    /// <summary>Its place in the partition.</summary>
    [Id(1)]
    public required long Offset { get; init; }

    /// <summary>The entity whose commit it left with.</summary>
    [Id(2)]
    public required EntityKey Entity { get; init; }

    /// <summary>The entity's version after that commit.</summary>
    [Id(3)]
    public required long Version { get; init; }

    /// <summary>Its place among that commit's events, from 0.</summary>
    [Id(4)]
    public required int Index { get; init; }

    /// <summary>Its type with its version, for instance <c>orders.order.paid.v1</c>.</summary>
    [Id(5)]
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    [Id(6)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The W3C trace context of its cause, or null.</summary>
    [Id(7)]
    public string? TraceParent { get; init; }

    /// <summary>Its data as JSON in UTF-8.</summary>
    [Id(8)]
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What it takes in memory, about, in bytes: its objects with their texts and data, and twice a place in an array.</summary>
    public int MemoryBytes => 240 + Data.Length
        + (sizeof(char) * (Entity.Kind.Length + Entity.Id.Length + Type.Length + (TraceParent?.Length ?? 0)));

    /// <summary>Its name: the same however often and wherever it is delivered.</summary>
    public string Id => $"{Entity}@{Version}.{Index}";
}
