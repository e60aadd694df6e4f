namespace Cql.Tests.Servers;

[Collection<TwoDataCentres>]
public sealed class TwoDataCentresReplicaTests(TwoDataCentres nodes) : ReplicaTests(nodes)
{
    protected override IReadOnlyList<string> Replications =>
    [
        "{'class': 'SimpleStrategy', 'replication_factor': 3}",
        "{'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 2}",
        "{'class': 'NetworkTopologyStrategy', 'dc1': 2}",
        "{'class': 'NetworkTopologyStrategy', 'dc1': 1, 'dc2': 0}",
        "{'class': 'NetworkTopologyStrategy', 'dc1': 3, 'dc2': 1}",
    ];
}
