using System.Net;

namespace Cql;

/// <summary>A replica that failed.</summary>
/// <param name="Replica">Its address.</param>
/// <param name="Reason">Why it did.</param>
public sealed record CqlReplicaFailure(IPAddress Replica, CqlFailureReason Reason);
