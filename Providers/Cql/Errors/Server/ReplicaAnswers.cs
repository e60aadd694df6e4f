namespace Cql.Errors;

/// <summary>How many replicas answered of those who had to.</summary>
internal readonly record struct ReplicaAnswers(Consistency Consistency, int Received, int Required);
