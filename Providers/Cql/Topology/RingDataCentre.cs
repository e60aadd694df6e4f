using System.Collections.Immutable;

namespace Cql.Topology;

/// <summary>The nodes of one data centre that have tokens, and their racks.</summary>
internal sealed class RingDataCentre
{
    public RingDataCentre(string name, ImmutableArray<ushort> members, ImmutableArray<NodeInfo> nodes)
    {
        (Name, Members) = (name, members);
        var racks = members.Select(node => nodes[node].Rack).Distinct().ToList();
        RackCount = racks.Count;
        Racks = [.. members.Select(node => racks.IndexOf(nodes[node].Rack))];
    }

    public string Name { get; }

    /// <summary>Its nodes, by their place in the snapshot.</summary>
    public ImmutableArray<ushort> Members { get; }

    /// <summary>The rack of each of <see cref="Members"/>, by number.</summary>
    public ImmutableArray<int> Racks { get; }

    public int RackCount { get; }
}
