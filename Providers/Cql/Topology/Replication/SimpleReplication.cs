namespace Cql.Topology.Replication;

/// <summary>The next nodes on the ring, wherever they stand: Cassandra's <c>SimpleStrategy</c>.</summary>
/// <param name="Factor">How many.</param>
internal sealed record SimpleReplication(int Factor) : ReplicationStrategy
{
    internal static new ReplicationStrategy Parse(IReadOnlyDictionary<string, string> options)
        => ReplicationFactor.TryParse(options.GetValueOrDefault("replication_factor", ""), out var factor) ? new SimpleReplication(factor) : ByNoToken;

    public override ReplicaMap Map(TokenRing ring) => ReplicaMap.Make(ring, Math.Min(Factor, ring.Members.Length), (place, replicas) =>
    {
        var found = 0;
        for (; found < replicas.Length; place = place + 1 == ring.Owners.Length ? 0 : place + 1)
        {
            var owner = ring.Owners[place];
            if (!replicas[..found].Contains(owner))
                replicas[found++] = owner;
        }
    });
}
