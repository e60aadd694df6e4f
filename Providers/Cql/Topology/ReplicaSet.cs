namespace Cql.Topology;

/// <summary>The nodes that hold one partition, in the order of the ring: a view on a table that all sets share.</summary>
internal readonly struct ReplicaSet(ushort[] nodes, int start, int count)
{
    /// <summary>Nobody, or nobody known.</summary>
    public static ReplicaSet None => new([], 0, 0);

    /// <summary>How many they are.</summary>
    public int Count { get; } = count;

    /// <summary>Their places in <see cref="ClusterSnapshot.Nodes"/>.</summary>
    public ReadOnlySpan<ushort> Nodes => nodes.AsSpan(start, Count);
}
