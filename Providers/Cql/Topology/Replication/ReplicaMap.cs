namespace Cql.Topology.Replication;

/// <summary>The replicas of every place on a ring, worked out once. Immutable.</summary>
internal sealed class ReplicaMap
{
    private readonly TokenRing? _ring;
    private readonly ushort[] _nodes;
    private readonly int _width;

    private ReplicaMap(TokenRing? ring, ushort[] nodes, int width) => (_ring, _nodes, _width) = (ring, nodes, width);

    /// <summary>The replicas of one place, as many as <paramref name="replicas"/> holds.</summary>
    public delegate void Walk(int place, Span<ushort> replicas);

    /// <summary>No replicas anywhere.</summary>
    public static ReplicaMap Empty { get; } = new(null, [], 0);

    /// <summary>The same replicas everywhere.</summary>
    public static ReplicaMap Same(ushort[] nodes) => new(null, nodes, nodes.Length);

    /// <summary>Walks the ring from each of its places for <paramref name="width"/> replicas.</summary>
    public static ReplicaMap Make(TokenRing ring, int width, Walk walk)
    {
        if (width == 0)
            return Empty;
        var nodes = new ushort[ring.Tokens.Length * width];
        for (var place = 0; place < ring.Tokens.Length; place++)
            walk(place, nodes.AsSpan(place * width, width));
        return new(ring, nodes, width);
    }

    /// <summary>The replicas of a partition.</summary>
    public ReplicaSet Find(long token) => new(_nodes, _ring is null ? 0 : _ring.Find(token) * _width, _width);
}
