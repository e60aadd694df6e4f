using Cql.Topology;
using Cql.Topology.Replication;
using CsCheck;

namespace Cql.Tests.Topology.Replication;

public sealed class ReplicationTests
{
    private static readonly Gen<long> Token = Gen.OneOf(Gen.Long, Gen.Long[-60, 310], Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    [Fact]
    public void Network_topology_replicas_are_those_that_the_server_chooses()
        => Gen.Select(Clusters.Any, Gen.Int[0, 7].Array[5], Token.Array[8]).Sample((nodes, factors, tokens) =>
        {
            // The fifth data centre has no nodes.
            var byName = factors.Select((factor, i) => KeyValuePair.Create($"dc{i + 1}", factor)).ToDictionary();
            var snapshot = Clusters.Snapshot(nodes, new NetworkTopologyReplication([.. byName]));
            foreach (var token in tokens.Concat(Borders(nodes)))
                Assert.Equal(ServerModel.NetworkTopology(nodes, token, byName), snapshot.Replicas(token));
        }, iter: 300);

    [Fact]
    public void Simple_replicas_are_those_that_the_server_chooses()
        => Gen.Select(Clusters.Any, Gen.Int[0, 30], Token.Array[8]).Sample((nodes, factor, tokens) =>
        {
            var snapshot = Clusters.Snapshot(nodes, new SimpleReplication(factor));
            foreach (var token in tokens.Concat(Borders(nodes)))
                Assert.Equal(ServerModel.Simple(nodes, token, factor), snapshot.Replicas(token));
        }, iter: 300);

    [Fact]
    public void A_keyspace_that_is_everywhere_is_on_every_node_with_tokens()
    {
        var snapshot = Clusters.Snapshot([Clusters.Node(1, tokens: 5), Clusters.Node(2), Clusters.Node(3, "dc2", tokens: [7, 9])], new EverywhereReplication());
        Assert.Equal([1, 3], snapshot.Replicas(6));
    }

    [Fact]
    public void A_strategy_that_is_not_known_names_nobody()
        => Assert.Empty(Clusters.Snapshot([Clusters.Node(1, tokens: 5)], ReplicationStrategy.ByNoToken).Replicas(6));

    [Fact]
    public void Racks_are_told_apart_by_their_data_centre_too()
    {
        NodeInfo[] nodes =
        [
            Clusters.Node(1, "dc1", "a", 10), Clusters.Node(2, "dc2", "a", 20), Clusters.Node(3, "dc1", "a", 30), Clusters.Node(4, "dc1", "b", 40),
        ];
        var snapshot = Clusters.Snapshot(nodes, new NetworkTopologyReplication([new("dc1", 2), new("dc2", 1)]));
        Assert.Equal([1, 2, 4], snapshot.Replicas(1));
    }

    private static IEnumerable<long> Borders(IEnumerable<NodeInfo> nodes)
        => nodes.SelectMany(node => node.Tokens).SelectMany(token => new[] { token, unchecked(token + 1) });
}
