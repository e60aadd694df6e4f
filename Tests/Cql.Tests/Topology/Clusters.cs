using System.Collections.Immutable;
using System.Net;
using Cql.Topology;
using Cql.Topology.Replication;
using CsCheck;

namespace Cql.Tests.Topology;

/// <summary>Clusters for tests.</summary>
internal static class Clusters
{
    /// <summary>Clusters of any layout: up to four data centres of up to four racks, few tokens or many, some nodes without.</summary>
    public static Gen<ImmutableArray<NodeInfo>> Any { get; } =
        from places in Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).Array[1, 24]
        from counts in Gen.Int[0, 6].Array[places.Length]
        from tokens in Gen.OneOf(Gen.Long, Gen.Long[-50, 300]).HashSet[counts.Sum()]
        from shuffled in Gen.Shuffle(tokens.ToArray())
        select Deal(places, counts, shuffled);

    /// <summary>A node whose name, address and host id are its number.</summary>
    public static NodeInfo Node(int number, string dataCentre = "dc1", string rack = "rack1", params ReadOnlySpan<long> tokens)
        => new(new Guid(number, 0, 0, new byte[8]), new IPEndPoint(IPAddress.Loopback, number), dataCentre, rack, [.. tokens], "5.0.8", null);

    /// <summary>A snapshot with one keyspace, <c>k</c>.</summary>
    public static ClusterSnapshot Snapshot(IEnumerable<NodeInfo> nodes, ReplicationStrategy strategy)
        => ClusterSnapshot.Empty.With(nodes, new Dictionary<string, ReplicationStrategy> { ["k"] = strategy });

    /// <summary>The numbers of a partition's replicas.</summary>
    public static int[] Replicas(this ClusterSnapshot snapshot, long token, string keyspace = "k")
        => [.. snapshot.Find(keyspace, token).Nodes.ToArray().Select(node => snapshot.Nodes[node].EndPoint.Port)];

    private static ImmutableArray<NodeInfo> Deal((int DataCentre, int Rack)[] places, int[] counts, long[] tokens)
    {
        var nodes = ImmutableArray.CreateBuilder<NodeInfo>();
        var dealt = 0;
        for (var i = 0; i < places.Length; i++)
        {
            nodes.Add(Node(i + 1, $"dc{places[i].DataCentre}", $"rack{places[i].Rack}", tokens.AsSpan(dealt, counts[i])));
            dealt += counts[i];
        }

        return nodes.ToImmutable();
    }
}
