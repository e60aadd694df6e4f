using Cql.Errors;

namespace Cql;

/// <summary>READ_FAILURE, 0x1300: replicas failed at a read.</summary>
public sealed class CqlReadFailureException : CqlReplicaException
{
    internal CqlReadFailureException(in ServerError error, in ReplicaAnswers answers, in ReplicaFailures failures, bool dataPresent) : base(error, answers)
        => (FailureCount, Failures, DataPresent) = (failures.Count, failures.Each, dataPresent);

    /// <summary>How many replicas failed.</summary>
    public int FailureCount { get; }

    /// <summary>Which failed, and why; empty on v4.</summary>
    public IReadOnlyList<CqlReplicaFailure> Failures { get; }

    /// <summary>Whether the replica that was asked for the data, and not for a digest, answered.</summary>
    public bool DataPresent { get; }

    /// <summary><see cref="RequestOutcome.Refused"/>: a read changes nothing, and what a write reads, as for its condition, it reads before it writes.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
