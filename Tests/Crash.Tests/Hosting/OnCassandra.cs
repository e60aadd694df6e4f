using System.Globalization;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>What makes the program keep its entities in Cassandra.</summary>
internal static class OnCassandra
{
    private const int MostReplicas = 3;

    private static int _keyspaces;

    /// <summary>Configuration for a cluster, in a keyspace that nobody else has.</summary>
    public static IReadOnlyList<(string Key, string Value)> In(CassandraCluster cluster) =>
    [
        ("Orleans:Entities:ProviderType", "Cassandra"),
        ("Orleans:Entities:ContactPoints", string.Join(',', cluster.Nodes)),
        ("Orleans:Entities:Keyspace", NewKeyspace()),
        ("Orleans:Entities:Schema", "Create"),
        ("Orleans:Entities:ReplicationFactor", string.Create(CultureInfo.InvariantCulture, $"{Math.Min(cluster.Nodes.Count, MostReplicas)}")),
    ];

    /// <summary>The name of a keyspace that nobody else has.</summary>
    public static string NewKeyspace() => string.Create(CultureInfo.InvariantCulture, $"crash_{Environment.ProcessId}_{Interlocked.Increment(ref _keyspaces)}");
}
