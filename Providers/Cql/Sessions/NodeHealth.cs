using System.Net;

namespace Cql.Sessions;

/// <summary>Whether a node answered when it was asked just now.</summary>
/// <param name="Node">Its address.</param>
/// <param name="DataCentre">Where it is.</param>
/// <param name="Fault">What is wrong with it; null when it answered.</param>
internal sealed record NodeHealth(IPEndPoint Node, string DataCentre, string? Fault);
