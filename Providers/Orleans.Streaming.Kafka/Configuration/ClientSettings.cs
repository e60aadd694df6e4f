using System.Collections.Frozen;
using Confluent.Kafka;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Configuration;

/// <summary>What the clients of the log are told.</summary>
internal static class ClientSettings
{
    /// <summary>The section of the options.</summary>
    public const string Section = "Orleans:EventLog";

    // The library's own queue never fills: what may wait is counted before it comes there.
    private const int MaxQueuedKilobytes = 256 << 10;
    private const int BatchBytes = 1_000_000;

    // Of one answer, which is taken in whatever is queued already. The library's own is 50 MiB, of each broker.
    private const int FetchBytes = 4 << 20;

    // Who asks the leaders that it remembers does not forget one that refuses: so it remembers none for long.
    private static readonly (string, string)[] ShortMemory = [("topic.metadata.refresh.interval.ms", "10000"), ("metadata.max.age.ms", "1000")];

    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        [
            "bootstrap.servers", "metadata.broker.list", "acks", "request.required.acks", "enable.idempotence", "transactional.id",
            "message.timeout.ms", "delivery.timeout.ms", "retries", "message.send.max.retries", "dotnet.producer.enable.delivery.reports",
            "dotnet.producer.enable.background.poll", "message.max.bytes", "partitioner", "queue.buffering.max.messages",
            "queue.buffering.max.kbytes", "queued.max.messages.kbytes", "fetch.max.bytes", "group.id", "group.protocol", "isolation.level", "enable.auto.commit",
            "enable.auto.offset.store", "auto.offset.reset", "enable.partition.eof",
        ],
        StringComparer.Ordinal);

    public static bool IsReserved(string setting) => Reserved.Contains(setting);

    public static AdminClientConfig Admin(KafkaEventLogOptions options) => new(Common(options, ShortMemory));

    /// <summary>Of a consumer that asks for offsets.</summary>
    public static ConsumerConfig Offsets(KafkaEventLogOptions options) => Reading(options, Common(options, ShortMemory));

    /// <summary>
    /// A message has no time-out of its own: one that was dropped between others of its entity would leave a gap, and the next would
    /// overtake it. Who waits for it has a limit.
    /// </summary>
    public static ProducerConfig Producer(KafkaEventLogOptions options, LogTopic topic) => new(Common(options, ("linger.ms", "2"), ("compression.type", "lz4")))
    {
        Acks = Acks.All,
        EnableIdempotence = true,
        MessageTimeoutMs = 0,
        RequestTimeoutMs = 5_000,
        MessageMaxBytes = topic.MaxRecordBytes,
        BatchSize = Math.Min(BatchBytes, topic.MaxRecordBytes),
        QueueBufferingMaxMessages = 0,
        QueueBufferingMaxKbytes = MaxQueuedKilobytes,
        DeliveryReportFields = "none",
    };

    /// <summary>Of a consumer that follows.</summary>
    /// <param name="options">The log's options.</param>
    /// <param name="queuedKilobytes">What is fetched ahead, at most.</param>
    public static ConsumerConfig Feed(KafkaEventLogOptions options, int queuedKilobytes) => Consumer(options, queuedKilobytes, "500");

    /// <summary>Of a consumer that seeks: what it asked for last, of another place, must not hold up for long what it asks for next.</summary>
    /// <param name="options">The log's options.</param>
    /// <param name="queuedKilobytes">What is fetched ahead, at most.</param>
    public static ConsumerConfig Seeker(KafkaEventLogOptions options, int queuedKilobytes) => Consumer(options, queuedKilobytes, "10");

    // The library's own pause when enough is fetched ahead is a second: whoever takes it is done with it long before.
    private static ConsumerConfig Consumer(KafkaEventLogOptions options, int queuedKilobytes, string wait)
    {
        var settings = Reading(options, Common(options, ("fetch.wait.max.ms", wait), ("fetch.queue.backoff.ms", "10")));
        settings.AutoOffsetReset = AutoOffsetReset.Error;
        settings.EnablePartitionEof = true;
        settings.QueuedMaxMessagesKbytes = queuedKilobytes;
        settings.FetchMaxBytes = FetchBytes;
        settings.ConsumeResultFields = "headers,topic";
        return settings;
    }

    private static ConsumerConfig Reading(KafkaEventLogOptions options, Dictionary<string, string> settings) => new(settings)
    {
        // No member of any group: partitions are assigned by hand, and positions are in a topic of their own.
        GroupId = $"{options.Topic}-readers",
        IsolationLevel = IsolationLevel.ReadCommitted,
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
    };

    // A broker that hangs is given up after seconds, and one that is back is found within two.
    private static Dictionary<string, string> Common(KafkaEventLogOptions options, params ReadOnlySpan<(string Key, string Value)> defaults)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["socket.timeout.ms"] = "10000",
            ["socket.keepalive.enable"] = "true",
            ["reconnect.backoff.max.ms"] = "2000",
        };
        foreach (var (key, value) in defaults)
            settings[key] = value;
        foreach (var (key, value) in options.Settings)
            settings[key] = value;
        settings["bootstrap.servers"] = options.BootstrapServers;
        return settings;
    }
}
