namespace Cql.Topology;

/// <summary>
/// The nodes to try for one request, each once: of those that suit equally well first the replicas, then the others, each group
/// from a node on that two lots are drawn for: the one that owes fewer answers. So many requests spread evenly, and turn away from
/// a node that is slow, or hangs, long before it is known to be down.
/// </summary>
/// <remarks>
/// Replicas of a conditional statement come in the order of the ring instead: contenders for one partition meet at one coordinator and
/// do not outbid each other's ballots. Only one that may hang is passed by, and asked last of them. Nodes that are down come last, for a client that sees nobody up may be the one that is wrong.
/// A mutable struct, for one thread; it may be kept over an await.
/// </remarks>
internal struct QueryPlan
{
    private const int Groups = 2 * ((int)NodeStanding.RemoteDown + 1);

    private readonly RoutingTable _table;
    private readonly ReplicaSet _replicas;
    private readonly bool _isConditional;
    private readonly bool _allowRemote;

    // A group is a standing and, by the lowest bit, the replicas or the others of that standing.
    private int _group = -1;
    private int _position;
    private int _left;

    internal QueryPlan(RoutingTable table, ReplicaSet replicas, bool isConditional, bool allowRemote)
        => (_table, _replicas, _isConditional, _allowRemote) = (table, replicas, isConditional, allowRemote);

    /// <summary>The node to try, by its place in <see cref="ClusterSnapshot.Nodes"/>.</summary>
    public int Current { get; private set; }

    private readonly bool AreReplicas => (_group & 1) == 0;

    private readonly NodeStanding Standing => (NodeStanding)(_group >> 1);

    private readonly ReadOnlySpan<ushort> Candidates => AreReplicas ? _replicas.Nodes : _table.WithStanding(Standing);

    /// <summary>Goes to the next node; false when there is none left.</summary>
    public bool MoveNext()
    {
        while (_left == 0)
        {
            if (_group + 1 >= Groups)
                return false;
            _group++;
            BeginGroup();
        }

        _left--;
        Current = Candidates[NextEligible()];
        return true;
    }

    private void BeginGroup()
    {
        if (!_allowRemote && Standing is NodeStanding.Remote or NodeStanding.RemoteDown)
            return;
        foreach (var node in Candidates)
        {
            if (IsEligible(node))
                _left++;
        }

        _position = 0;
        if (_left < 2)
            return;
        if (_isConditional && AreReplicas)
        {
            BeginInOrder();
            return;
        }

        // Drawn among those that are eligible: drawn among all, the one after a node that is not would get that one's share too.
        var lot = Random.Shared.Next(_left);
        var first = Eligible(lot);
        var second = Eligible((lot + 1 + Random.Shared.Next(_left - 1)) % _left);
        _position = _table.LoadOf(Candidates[second]) < _table.LoadOf(Candidates[first]) ? second : first;
    }

    // Everybody passes the same nodes by, and meets at the one after them.
    private void BeginInOrder()
    {
        for (var number = 0; number < _left; number++)
        {
            var place = Eligible(number);
            if (_table.LoadOf(Candidates[place]) == RoutingTable.Hangs)
                continue;
            _position = place;
            return;
        }

        _position = 0;
    }

    private int Eligible(int number)
    {
        _position = 0;
        for (; number > 0; number--)
            NextEligible();
        return NextEligible();
    }

    private int NextEligible()
    {
        var candidates = Candidates;
        while (!IsEligible(candidates[_position]))
            Advance(candidates.Length);
        var found = _position;
        Advance(candidates.Length);
        return found;
    }

    private void Advance(int count) => _position = _position + 1 == count ? 0 : _position + 1;

    private readonly bool IsEligible(ushort node)
        => AreReplicas ? _table.StandingOf(node) == Standing : !_replicas.Nodes.Contains(node);
}
