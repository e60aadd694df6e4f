using System.Collections.Immutable;

namespace Cql.Topology.Replication;

/// <summary>Goes round the ring and takes nodes as <c>NetworkTopologyStrategy.calculateNaturalReplicas</c> of the server does. For one thread.</summary>
internal sealed class NetworkTopologyWalk
{
    private readonly TokenRing _ring;
    private readonly List<Quota> _quotas = [];
    private readonly Quota[] _left;
    private readonly Location[] _locations;

    // The place from which the walk began that saw a rack or took a node last: nothing has to be cleared between walks.
    private readonly int[] _seenRacks;
    private readonly int[] _taken;

    public NetworkTopologyWalk(TokenRing ring, ImmutableArray<KeyValuePair<string, int>> factors)
    {
        _ring = ring;
        _locations = new Location[ring.NodeCount];
        Array.Fill(_locations, new Location(-1, -1));
        var racks = 0;
        foreach (var (name, factor) in factors)
        {
            if (factor == 0 || ring.DataCentres.FirstOrDefault(candidate => candidate.Name == name) is not { } dataCentre)
                continue;
            for (var i = 0; i < dataCentre.Members.Length; i++)
                _locations[dataCentre.Members[i]] = new(_quotas.Count, racks + dataCentre.Racks[i]);
            racks += dataCentre.RackCount;
            _quotas.Add(new(Math.Min(factor, dataCentre.Members.Length), factor - dataCentre.RackCount));
        }

        Width = _quotas.Sum(quota => quota.Replicas);
        _left = new Quota[_quotas.Count];
        _seenRacks = new int[racks];
        _taken = new int[ring.NodeCount];
        Array.Fill(_seenRacks, -1);
        Array.Fill(_taken, -1);
    }

    /// <summary>How many replicas each place has.</summary>
    public int Width { get; }

    /// <summary>The replicas of one place.</summary>
    public void From(int start, Span<ushort> replicas)
    {
        _quotas.CopyTo(_left);
        var found = 0;
        for (var place = start; found < replicas.Length; place = place + 1 == _ring.Owners.Length ? 0 : place + 1)
        {
            var node = _ring.Owners[place];
            if (Take(start, node))
                replicas[found++] = node;
        }
    }

    private bool Take(int start, ushort node)
    {
        var (dataCentre, rack) = _locations[node];
        if (dataCentre < 0 || _left[dataCentre].Replicas == 0 || _taken[node] == start)
            return false;
        ref var quota = ref _left[dataCentre];
        if (_seenRacks[rack] == start)
        {
            // With racks enough, those not seen yet get the rest.
            if (quota.Repeats <= 0)
                return false;
            quota = quota with { Repeats = quota.Repeats - 1 };
        }

        _seenRacks[rack] = _taken[node] = start;
        quota = quota with { Replicas = quota.Replicas - 1 };
        return true;
    }

    /// <param name="Replicas">How many a data centre has to give still.</param>
    /// <param name="Repeats">How many of them may be in racks that have given one.</param>
    private readonly record struct Quota(int Replicas, int Repeats);

    private readonly record struct Location(int DataCentre, int Rack);
}
