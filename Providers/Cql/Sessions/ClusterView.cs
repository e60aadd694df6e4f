using Cql.Topology;

namespace Cql.Sessions;

/// <summary>The cluster as requests see it: whom to try, and by which connections. Immutable; swapped whole.</summary>
/// <param name="Routing">Whom to try.</param>
/// <param name="Pools">The connections to each node of the snapshot, by its place; null where none are kept.</param>
internal sealed record ClusterView(RoutingTable Routing, NodePool?[] Pools)
{
    public static ClusterView Empty { get; } = new(new RoutingTable(ClusterSnapshot.Empty, localDataCentre: null, _ => false, _ => 0), []);
}
