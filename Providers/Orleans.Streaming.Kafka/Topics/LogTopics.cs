using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Configuration;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>Finds, or creates, the topics of the log and holds them to what they must be.</summary>
internal sealed partial class LogTopics(KafkaAdmin admin, KafkaEventLogOptions options, TimeProvider time, ILogger logger)
{
    // Of a record's batch, beside the largest commit that stores take.
    private const int BatchOverhead = 64 << 10;

    // A topic that was created is known to all brokers, and served, a moment later; of a broker that is busy with others', some seconds.
    private static readonly TimeSpan Appearance = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly Dictionary<string, string> OfEvents = new()
    {
        ["cleanup.policy"] = "delete",
        ["retention.ms"] = "-1",
        ["retention.bytes"] = "-1",
        ["max.message.bytes"] = (EntityStoreLimits.Default.MaxCommitBytes + BatchOverhead).ToString(CultureInfo.InvariantCulture),
    };

    // Small segments: each start reads it whole.
    private static readonly Dictionary<string, string> OfPositions = new()
    {
        ["cleanup.policy"] = "compact",
        ["min.cleanable.dirty.ratio"] = "0.1",
        ["segment.bytes"] = "16777216",
    };

    /// <summary>The topic of the events.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or the topic is missing or not what it must be.</exception>
    public async Task<LogTopic> OpenEventsAsync(CancellationToken cancellationToken)
    {
        var (topic, settings) = await OpenAsync(options.Topic, options.Partitions, OfEvents, cancellationToken);
        if (TopicRules.Forgets(settings))
            LogForgets(logger, topic.Name, settings["retention.ms"], settings["retention.bytes"]);
        if (topic.MaxRecordBytes < EntityStoreLimits.Default.MaxCommitBytes)
            LogSmall(logger, topic.Name, topic.MaxRecordBytes);
        return topic;
    }

    /// <summary>The topic of the positions of readers.</summary>
    /// <exception cref="EntityStoreException">The cluster does not answer, or the topic is missing or not what it must be.</exception>
    public async Task<LogTopic> OpenPositionsAsync(CancellationToken cancellationToken)
    {
        var (topic, _) = await OpenAsync($"{options.Topic}.positions", 1, OfPositions, cancellationToken);
        return topic.Partitions == 1
            ? topic
            : throw new EntityStoreException($"Topic '{topic.Name}' has {topic.Partitions} partitions: it must have one.");
    }

    /// <summary>Holds a topic against what it was at the start.</summary>
    /// <returns>Whether there is a topic of that name.</returns>
    /// <exception cref="LogTruncatedException">It has another number of partitions.</exception>
    /// <exception cref="EntityStoreException">The cluster does not answer.</exception>
    public async Task<bool> VerifyAsync(LogTopic topic, CancellationToken cancellationToken)
    {
        if (await admin.FindAsync(topic.Name, cancellationToken) is not { } found)
            return false;
        return found.Partitions == topic.Partitions
            ? true
            : throw new LogTruncatedException(
                $"Topic '{topic.Name}' has {found.Partitions} partitions, and had {topic.Partitions}: entities would be in others than before.");
    }

    /// <summary>Looks whether a topic is the one that it was at the start.</summary>
    /// <exception cref="LogTruncatedException">It is another one under the same name.</exception>
    /// <exception cref="EntityStoreException">The cluster does not answer, or does not serve the topic.</exception>
    public async Task IdentifyAsync(LogTopic topic, CancellationToken cancellationToken)
    {
        var told = await admin.IdAsync(topic.Name, cancellationToken)
            ?? throw new EntityStoreException($"Topic '{topic.Name}' may be another one than before, and is not served now.");
        var id = LogTopic.IdOf(told);
        if (id != topic.Id)
            throw new LogTruncatedException($"Topic '{topic.Name}' was made anew: its id is {id}, and was {topic.Id}.");
    }

    private async Task<(LogTopic Topic, IReadOnlyDictionary<string, string> Settings)> OpenAsync(
        string name, int partitions, Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var found = await admin.FindAsync(name, cancellationToken);
        if (found is null && options.CreateTopics)
            found = await CreateAsync(name, partitions, settings, cancellationToken);
        if (found is null)
            throw new EntityStoreException($"There is no topic '{name}': create it, or set {nameof(options.CreateTopics)}.");

        var stored = await AppearedAsync(name, () => admin.SettingsAsync(name, cancellationToken), cancellationToken);
        if (TopicRules.Fault(name, found.Brokers, found.Replicas, stored, settings["cleanup.policy"]) is { } fault)
            throw new EntityStoreException(fault);
        var id = LogTopic.IdOf(await AppearedAsync(name, () => admin.IdAsync(name, cancellationToken), cancellationToken));
        return (new(name, id, found.Partitions, int.Parse(stored["max.message.bytes"], CultureInfo.InvariantCulture)), stored);
    }

    private async Task<TopicShape> CreateAsync(string name, int partitions, Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        // A topic keeps the copies that it was made with: fewer, while a broker is away, would be too few for good.
        var (replicas, brokers) = (options.ReplicationFactor, await admin.CountBrokersAsync(cancellationToken));
        if (brokers < replicas)
        {
            throw new EntityStoreException(
                $"Topic '{name}' is missing, would have {replicas} copies on as many brokers for good, and {brokers} run now: start the others, "
                + $"or set {ClientSettings.Section}:{nameof(options.ReplicationFactor)} to {brokers} where there are no more.");
        }

        var inSync = replicas > 2 ? "2" : "1";
        await admin.CreateAsync(
            new()
            {
                Name = name,
                NumPartitions = partitions,
                ReplicationFactor = (short)replicas,
                Configs = new(settings) { ["min.insync.replicas"] = inSync },
            },
            cancellationToken);
        return await AppearedAsync(
            name,
            async () => await admin.FindAsync(name, cancellationToken) is { IsServed: true } found ? found : null,
            cancellationToken);
    }

    // Each question may go to another broker.
    private async Task<T> AppearedAsync<T>(string name, Func<Task<T?>> ask, CancellationToken cancellationToken) where T : class
    {
        for (var begin = time.GetTimestamp(); time.GetElapsedTime(begin) < Appearance; await Task.Delay(Pause, time, cancellationToken))
        {
            if (await ask() is { } told)
                return told;
        }

        throw new EntityStoreException($"Topic '{name}' is not known to all brokers, or not served, after {Appearance}.");
    }

    [LoggerMessage(LogLevel.Warning, "Topic '{Topic}' forgets events by itself (retention.ms {Milliseconds}, retention.bytes {Bytes}): a reader that was away for longer stops")]
    private static partial void LogForgets(ILogger logger, string topic, string milliseconds, string bytes);

    [LoggerMessage(LogLevel.Warning, "Topic '{Topic}' takes {Bytes} bytes a record at most (max.message.bytes), less than the largest commit: an event that is larger stops its entity's events")]
    private static partial void LogSmall(ILogger logger, string topic, int bytes);
}
