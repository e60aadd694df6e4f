using System.Collections.Frozen;
using System.Collections.Immutable;
using Cql.Topology.Replication;

namespace Cql.Topology;

/// <summary>The cluster as it was told at one time: nodes, ring and keyspaces. Immutable; what changes is another snapshot, swapped whole.</summary>
internal sealed class ClusterSnapshot
{
    private readonly TokenRing _ring;
    private readonly FrozenDictionary<string, Keyspace> _keyspaces;

    private ClusterSnapshot(ImmutableArray<NodeInfo> nodes, TokenRing ring, FrozenDictionary<string, Keyspace> keyspaces)
        => (Nodes, _ring, _keyspaces) = (nodes, ring, keyspaces);

    /// <summary>Nothing known.</summary>
    public static ClusterSnapshot Empty { get; } = new([], new([]), FrozenDictionary<string, Keyspace>.Empty);

    /// <summary>The nodes, each host once, ordered by its id. At most 65,536.</summary>
    public ImmutableArray<NodeInfo> Nodes { get; }

    /// <summary>The version of the oldest server; null when none tells it.</summary>
    public Version? OldestVersion => Nodes.Select(node => ReleaseVersion.Parse(node.ReleaseVersion)).Min();

    /// <summary>The place of a host in <see cref="Nodes"/>, or a negative number.</summary>
    public int IndexOf(Guid hostId)
    {
        for (var i = 0; i < Nodes.Length; i++)
        {
            if (Nodes[i].HostId == hostId)
                return i;
        }

        return -1;
    }

    /// <summary>The snapshot that follows. What was worked out for this one is kept, as far as it still holds.</summary>
    /// <param name="nodes">All nodes; when a host is told of twice, the first counts.</param>
    /// <param name="keyspaces">All keyspaces.</param>
    public ClusterSnapshot With(IEnumerable<NodeInfo> nodes, IReadOnlyDictionary<string, ReplicationStrategy> keyspaces)
    {
        ImmutableArray<NodeInfo> ordered = [.. nodes.DistinctBy(node => node.HostId).OrderBy(node => node.HostId)];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordered.Length, ushort.MaxValue + 1, nameof(nodes));
        var isSameRing = ordered.Length == Nodes.Length && ordered.Zip(Nodes).All(pair => pair.First.HasPlaceOf(pair.Second));
        var ring = isSameRing ? _ring : new TokenRing(ordered);
        var known = new Dictionary<ReplicationStrategy, Keyspace>();
        if (isSameRing)
        {
            foreach (var keyspace in _keyspaces.Values)
                known[keyspace.Strategy] = keyspace;
        }

        return new(ordered, ring, keyspaces.ToFrozenDictionary(keyspace => keyspace.Key, keyspace => Known(keyspace.Value)));

        Keyspace Known(ReplicationStrategy strategy)
        {
            if (!known.TryGetValue(strategy, out var keyspace))
                known.Add(strategy, keyspace = new(strategy, ring));
            return keyspace;
        }
    }

    /// <summary>Who holds a partition of a keyspace; nobody when that is not known.</summary>
    public ReplicaSet Find(string keyspace, long token)
        => _keyspaces.TryGetValue(keyspace, out var known) ? known.Replicas.Find(token) : ReplicaSet.None;

    // Keyspaces of the same strategy share one. Worked out at first use: most keyspaces of a large cluster are none of this client's.
    private sealed class Keyspace(ReplicationStrategy strategy, TokenRing ring)
    {
        private readonly Lazy<ReplicaMap> _replicas = new(() => strategy.Map(ring));

        public ReplicationStrategy Strategy => strategy;

        public ReplicaMap Replicas => _replicas.Value;
    }
}
