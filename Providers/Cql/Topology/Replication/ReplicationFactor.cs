using System.Globalization;

namespace Cql.Topology.Replication;

/// <summary>Reads how many replicas there are.</summary>
internal static class ReplicationFactor
{
    /// <summary><c>3</c>, or <c>3/1</c>: three, of which one is transient. That one too takes writes, so it counts.</summary>
    public static bool TryParse(string text, out int factor)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return int.TryParse(slash < 0 ? text : text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out factor);
    }
}
