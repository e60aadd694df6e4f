using Cql.Errors;

namespace Cql;

/// <summary>WRITE_FAILURE, 0x1500: replicas failed at a write.</summary>
public sealed class CqlWriteFailureException : CqlReplicaException
{
    internal CqlWriteFailureException(in ServerError error, in ReplicaAnswers answers, in ReplicaFailures failures, CqlWriteType writeType) : base(error, answers)
        => (FailureCount, Failures, WriteType) = (failures.Count, failures.Each, writeType);

    /// <summary>How many replicas failed.</summary>
    public int FailureCount { get; }

    /// <summary>Which failed, and why; empty on v4.</summary>
    public IReadOnlyList<CqlReplicaFailure> Failures { get; }

    /// <summary>The kind of write.</summary>
    public CqlWriteType WriteType { get; }

    /// <summary><see cref="RequestOutcome.Unknown"/>: those that did not fail may have it, and spread it later.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
