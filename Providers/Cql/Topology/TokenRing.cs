using System.Collections.Immutable;

namespace Cql.Topology;

/// <summary>Who owns which token, and where the owners stand. Immutable.</summary>
internal sealed class TokenRing
{
    private readonly long[] _tokens;
    private readonly ushort[] _owners;

    /// <summary>Makes one; nodes are known by their place in <paramref name="nodes"/>.</summary>
    public TokenRing(ImmutableArray<NodeInfo> nodes)
    {
        // While a node takes another's place both may tell of a token. One of them owns it, and all clients should take the same.
        var owned = nodes
            .SelectMany((node, index) => node.Tokens.Select(token => (Token: token, Owner: (ushort)index)))
            .DistinctBy(place => place.Token)
            .OrderBy(place => place.Token)
            .ToArray();
        _tokens = Array.ConvertAll(owned, place => place.Token);
        _owners = Array.ConvertAll(owned, place => place.Owner);
        NodeCount = nodes.Length;
        Members = [.. _owners.Distinct().Order()];
        DataCentres = [.. Members.GroupBy(node => nodes[node].DataCentre).Select(members => new RingDataCentre(members.Key, [.. members], nodes))];
    }

    /// <summary>The tokens, in order.</summary>
    public ReadOnlySpan<long> Tokens => _tokens;

    /// <summary>The owner of each of <see cref="Tokens"/>.</summary>
    public ReadOnlySpan<ushort> Owners => _owners;

    /// <summary>How many nodes there are, with tokens or without.</summary>
    public int NodeCount { get; }

    /// <summary>The nodes that have tokens, each once.</summary>
    public ImmutableArray<ushort> Members { get; }

    /// <summary>Where they stand.</summary>
    public ImmutableArray<RingDataCentre> DataCentres { get; }

    /// <summary>The place on the ring that a token belongs to: the first that is not below it, and after the last the first again.</summary>
    public int Find(long token)
    {
        var place = Tokens.BinarySearch(token);
        if (place < 0)
            place = ~place;
        return place == _tokens.Length ? 0 : place;
    }
}
