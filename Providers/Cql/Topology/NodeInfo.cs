using System.Collections.Immutable;
using System.Net;

namespace Cql.Topology;

/// <summary>What the cluster tells of one node, in <c>system.local</c> and <c>system.peers_v2</c>. Immutable, and equal by value.</summary>
/// <param name="HostId">What the node stays when its address changes.</param>
/// <param name="EndPoint">Where it listens for clients.</param>
/// <param name="DataCentre">Its data centre; names differ by case.</param>
/// <param name="Rack">Its rack within the data centre.</param>
/// <param name="Tokens">Its places on the ring; none while it joins, or when it only coordinates.</param>
/// <param name="ReleaseVersion">The server's version, for instance <c>5.0.8</c>.</param>
/// <param name="SchemaVersion">The schema that it has; null when it has not told.</param>
internal sealed record NodeInfo(
    Guid HostId, IPEndPoint EndPoint, string DataCentre, string Rack, ImmutableArray<long> Tokens, string ReleaseVersion, Guid? SchemaVersion)
{
    /// <summary>Whether both hold the same part of the ring, whatever else has changed.</summary>
    public bool HasPlaceOf(NodeInfo other)
        => HostId == other.HostId && DataCentre == other.DataCentre && Rack == other.Rack && Tokens.AsSpan().SequenceEqual(other.Tokens.AsSpan());

    /// <inheritdoc/>
    public bool Equals(NodeInfo? other)
        => other is not null && HasPlaceOf(other) && EndPoint.Equals(other.EndPoint)
            && ReleaseVersion == other.ReleaseVersion && SchemaVersion == other.SchemaVersion;

    /// <inheritdoc/>
    public override int GetHashCode() => HostId.GetHashCode();
}
