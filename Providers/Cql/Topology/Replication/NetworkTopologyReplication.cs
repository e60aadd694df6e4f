using System.Collections.Immutable;

namespace Cql.Topology.Replication;

/// <summary>So many replicas in each data centre, in as many of its racks as can be: Cassandra's <c>NetworkTopologyStrategy</c>.</summary>
/// <param name="Factors">How many in which data centre, ordered by name.</param>
internal sealed record NetworkTopologyReplication(ImmutableArray<KeyValuePair<string, int>> Factors) : ReplicationStrategy
{
    internal static new ReplicationStrategy Parse(IReadOnlyDictionary<string, string> options)
    {
        var factors = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (name, text) in options)
        {
            if (name == "class")
                continue;
            if (!ReplicationFactor.TryParse(text, out var factor))
                return ByNoToken;
            factors.Add(name, factor);
        }

        return new NetworkTopologyReplication([.. factors]);
    }

    public override ReplicaMap Map(TokenRing ring)
    {
        var walk = new NetworkTopologyWalk(ring, Factors);
        return ReplicaMap.Make(ring, walk.Width, walk.From);
    }

    public bool Equals(NetworkTopologyReplication? other) => other is not null && Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    public override int GetHashCode() => Factors.Aggregate(0, HashCode.Combine);
}
