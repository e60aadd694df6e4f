using Cql.Topology;

namespace Cql.Tests.Topology.Replication;

/// <summary>
/// Who holds a partition, found the slow and straight way for one token at a time: what <c>NetworkTopologyStrategy</c> and
/// <c>SimpleStrategy</c> of Cassandra 5.0 do, said with sets and lists.
/// </summary>
internal static class ServerModel
{
    public static int[] Simple(IReadOnlyList<NodeInfo> nodes, long token, int factor)
        => [.. Clockwise(nodes, token).Distinct().Take(factor).Select(node => node.EndPoint.Port)];

    public static int[] NetworkTopology(IReadOnlyList<NodeInfo> nodes, long token, IReadOnlyDictionary<string, int> factors)
    {
        var replicas = new List<NodeInfo>();
        var members = nodes.Where(node => node.Tokens.Length > 0).ToLookup(node => node.DataCentre);
        foreach (var node in Clockwise(nodes, token))
        {
            var inDataCentre = members[node.DataCentre].ToList();
            var factor = factors.GetValueOrDefault(node.DataCentre);
            var chosen = replicas.Where(replica => replica.DataCentre == node.DataCentre).ToList();
            var racks = inDataCentre.Select(member => member.Rack).Distinct().Count();
            var repeats = chosen.Count - chosen.Select(replica => replica.Rack).Distinct().Count();
            if (chosen.Count < Math.Min(factor, inDataCentre.Count)
                && !chosen.Contains(node)
                && (chosen.All(replica => replica.Rack != node.Rack) || repeats < factor - racks))
            {
                replicas.Add(node);
            }
        }

        return [.. replicas.Select(node => node.EndPoint.Port)];
    }

    private static IEnumerable<NodeInfo> Clockwise(IReadOnlyList<NodeInfo> nodes, long token)
    {
        var ring = nodes.SelectMany(node => node.Tokens.Select(place => (Token: place, Node: node))).OrderBy(place => place.Token).ToList();
        return ring.Where(place => place.Token >= token).Concat(ring.Where(place => place.Token < token)).Select(place => place.Node);
    }
}
