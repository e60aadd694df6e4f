namespace Cql.Tests.Servers;

[Collection<ThreeNodes>]
public sealed class ThreeNodesReplicaTests(ThreeNodes nodes) : ReplicaTests(nodes)
{
    protected override IReadOnlyList<string> Replications =>
    [
        "{'class': 'SimpleStrategy', 'replication_factor': 1}",
        "{'class': 'SimpleStrategy', 'replication_factor': 2}",
        "{'class': 'SimpleStrategy', 'replication_factor': 5}",
        "{'class': 'NetworkTopologyStrategy', 'dc1': 2}",
        "{'class': 'NetworkTopologyStrategy', 'replication_factor': 3}",
    ];
}
