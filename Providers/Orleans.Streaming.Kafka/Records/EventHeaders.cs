namespace Orleans.Streaming.Kafka.Records;

/// <summary>
/// The headers of a record: an event as the binary mode of CloudEvents' Kafka binding has it, and in three attributes of our own what
/// names it among the commits of its entity.
/// </summary>
/// <remarks>Source: CloudEvents 1.0.2, Kafka protocol binding; W3C Trace Context.</remarks>
internal static class EventHeaders
{
    public const string SpecVersion = "ce_specversion";

    /// <summary>The event's name for ever, <see cref="Orleans.Entities.LogEvent.Id"/>.</summary>
    public const string Id = "ce_id";

    public const string Source = "ce_source";

    public const string Type = "ce_type";

    /// <summary>When it happened, as RFC 3339 has it, in UTC.</summary>
    public const string Time = "ce_time";

    /// <summary>The entity's id within its kind.</summary>
    public const string Subject = "ce_subject";

    public const string EntityKind = "ce_entitykind";

    /// <summary>The entity's version after the commit.</summary>
    public const string EntityVersion = "ce_entityversion";

    /// <summary>The event's place among those of its commit, from 0.</summary>
    public const string EntityIndex = "ce_entityindex";

    public const string ContentType = "content-type";

    public const string TraceParent = "traceparent";
}
