using System.Globalization;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>What makes the program carry events to Kafka.</summary>
internal static class OnKafka
{
    private static int _topics;

    /// <summary>Configuration for a cluster, in topics that nobody else has.</summary>
    public static IReadOnlyList<(string Key, string Value)> In(KafkaCluster cluster) =>
    [
        ("Orleans:EventLog:ProviderType", "Kafka"),
        ("Orleans:EventLog:BootstrapServers", cluster.BootstrapServers),
        ("Orleans:EventLog:Topic", NewTopic()),
        ("Orleans:EventLog:CreateTopics", "true"),
        ("Orleans:EventLog:ReplicationFactor", "1"),
    ];

    /// <summary>The name of a topic that nobody else has.</summary>
    public static string NewTopic() => string.Create(CultureInfo.InvariantCulture, $"crash.{Environment.ProcessId}.{Interlocked.Increment(ref _topics)}");
}
