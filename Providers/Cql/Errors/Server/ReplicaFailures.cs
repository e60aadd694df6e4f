namespace Cql.Errors;

/// <summary>How many replicas failed, and, since v5, which.</summary>
internal readonly record struct ReplicaFailures(int Count, IReadOnlyList<CqlReplicaFailure> Each);
