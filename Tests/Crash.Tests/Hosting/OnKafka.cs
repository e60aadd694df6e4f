using System.Globalization;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>What makes the program carry events to Kafka.</summary>
internal static class OnKafka
{
    /// <summary>Configuration for a cluster, in topics of this test program's own.</summary>
    public static IReadOnlyList<(string Key, string Value)> In(KafkaCluster cluster) =>
    [
        ("Orleans:EventLog:ProviderType", "Kafka"),
        ("Orleans:EventLog:BootstrapServers", cluster.BootstrapServers),
        ("Orleans:EventLog:Topic", string.Create(CultureInfo.InvariantCulture, $"crash.{Environment.ProcessId}")),
        ("Orleans:EventLog:CreateTopics", "true"),
        ("Orleans:EventLog:ReplicationFactor", "1"),
    ];
}
