namespace Orleans.Configuration;

/// <summary>Where the log of events is, and how it is reached.</summary>
public sealed class KafkaEventLogOptions
{
    /// <summary>Some brokers, as <c>host:port</c>, separated by commas. Required.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic of the events. Positions of its readers are in the topic of the same name with <c>.positions</c> after it.</summary>
    public string Topic { get; set; } = "events";

    /// <summary>Who the events are from: the attribute <c>source</c> of a CloudEvent, a URI or a path.</summary>
    public string Source { get; set; } = "/entities";

    /// <summary>Whether topics that are missing are created at the start, for development. Elsewhere they are created once, by hand.</summary>
    public bool CreateTopics { get; set; }

    /// <summary>How many partitions a topic that is created has, 1 to 1,024. They can never be changed.</summary>
    public int Partitions { get; set; } = 64;

    /// <summary>How many copies a topic that is created has, 1 to 10. With fewer brokers that run it is not created.</summary>
    public int ReplicationFactor { get; set; } = 3;

    /// <summary>What the newest events may take of memory, in bytes, for all readers of the process together; at least 8 MiB.</summary>
    public long MemoryBytes { get; set; } = 64 << 20;

    /// <summary>
    /// Settings of librdkafka, handed on as they are: TLS (<c>security.protocol</c>, <c>ssl.ca.location</c>), SASL, <c>linger.ms</c> and others.
    /// Those on which the log's promises rest are refused.
    /// </summary>
    [Redact]
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
