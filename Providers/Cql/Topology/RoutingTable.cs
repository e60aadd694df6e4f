namespace Cql.Topology;

/// <summary>A snapshot, seen by one client at one time: which nodes are near, and which are up. Immutable; when a node goes or comes, another takes its place.</summary>
internal sealed class RoutingTable
{
    /// <summary>What a node owes that may hang: more than any other.</summary>
    public const int Hangs = int.MaxValue;

    private readonly NodeStanding[] _standings;
    private readonly ushort[][] _nodes;
    private readonly Func<int, int> _load;

    /// <summary>Makes one.</summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="localDataCentre">The client's data centre; null when all are as near.</param>
    /// <param name="isUp">Whether a node can be used now.</param>
    /// <param name="load">How many answers a node owes at the moment, or <see cref="Hangs"/>, by its place in the snapshot.</param>
    public RoutingTable(ClusterSnapshot snapshot, string? localDataCentre, Func<NodeInfo, bool> isUp, Func<int, int> load)
    {
        (Snapshot, _load) = (snapshot, load);
        _standings = [.. snapshot.Nodes.Select(node => Standing(localDataCentre is null || node.DataCentre == localDataCentre, isUp(node)))];
        _nodes = [.. Enum.GetValues<NodeStanding>().Select(Having)];
    }

    /// <summary>The cluster.</summary>
    public ClusterSnapshot Snapshot { get; }

    /// <summary>The nodes to try for a request, the best first. Allocates nothing.</summary>
    /// <param name="keyspace">The keyspace of the partition; null when there is none.</param>
    /// <param name="token">The token of the partition; null when it is not known.</param>
    /// <param name="isConditional">Whether it is a lightweight transaction: those on one partition should meet at one node.</param>
    /// <param name="allowRemote">Whether other data centres may be asked when the client's has nobody left.</param>
    public QueryPlan Plan(string? keyspace, long? token, bool isConditional = false, bool allowRemote = false)
        => new(this, keyspace is not null && token is { } known ? Snapshot.Find(keyspace, known) : ReplicaSet.None, isConditional, allowRemote);

    /// <summary>How well a node suits.</summary>
    internal NodeStanding StandingOf(int node) => _standings[node];

    /// <summary>How many answers a node owes at the moment.</summary>
    internal int LoadOf(int node) => _load(node);

    /// <summary>The nodes that suit so well.</summary>
    internal ReadOnlySpan<ushort> WithStanding(NodeStanding standing) => _nodes[(int)standing];

    private ushort[] Having(NodeStanding standing)
        => [.. Enumerable.Range(0, _standings.Length).Where(node => _standings[node] == standing).Select(node => (ushort)node)];

    private static NodeStanding Standing(bool isLocal, bool isUp) => (isLocal, isUp) switch
    {
        (true, true) => NodeStanding.Local,
        (false, true) => NodeStanding.Remote,
        (true, false) => NodeStanding.LocalDown,
        (false, false) => NodeStanding.RemoteDown,
    };
}
