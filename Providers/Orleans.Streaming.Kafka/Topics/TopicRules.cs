using System.Globalization;

namespace Orleans.Streaming.Kafka.Topics;

/// <summary>What a topic must be for the log's promises to hold.</summary>
internal static class TopicRules
{
    // With so many brokers a topic can outlive one of them, and then it must.
    private const int ReplicatedFrom = 3;
    private const int MinInSync = 2;

    /// <summary>What is wrong with a topic, as a sentence that names the mend; null when nothing is.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="brokers">How many brokers there are.</param>
    /// <param name="replicas">How many copies the partition with the fewest has.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="policy">The <c>cleanup.policy</c> that it must have.</param>
    public static string? Fault(string topic, int brokers, int replicas, IReadOnlyDictionary<string, string> settings, string policy)
    {
        var inSync = int.Parse(settings["min.insync.replicas"], CultureInfo.InvariantCulture);
        if (brokers >= ReplicatedFrom && (replicas < ReplicatedFrom || inSync < MinInSync))
        {
            return $"Topic '{topic}' has {replicas} replicas and min.insync.replicas {inSync}, and there are {brokers} brokers: "
                + $"it must have {ReplicatedFrom} and {MinInSync} at least, or what was acknowledged is lost with one broker.";
        }

        if (inSync > replicas)
            return $"Topic '{topic}' has {replicas} replicas and min.insync.replicas {inSync}: nothing can be written to it.";
        return settings["cleanup.policy"] == policy
            ? null
            : $"Topic '{topic}' has cleanup.policy '{settings["cleanup.policy"]}': it must be '{policy}'.";
    }

    /// <summary>Whether records vanish by themselves.</summary>
    public static bool Forgets(IReadOnlyDictionary<string, string> settings) => settings["retention.ms"] != "-1" || settings["retention.bytes"] != "-1";
}
