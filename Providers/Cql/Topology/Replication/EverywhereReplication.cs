namespace Cql.Topology.Replication;

/// <summary>Every node holds everything: <c>EverywhereStrategy</c>, which relatives of Cassandra have.</summary>
internal sealed record EverywhereReplication : ReplicationStrategy
{
    public override ReplicaMap Map(TokenRing ring) => ReplicaMap.Same([.. ring.Members]);
}
