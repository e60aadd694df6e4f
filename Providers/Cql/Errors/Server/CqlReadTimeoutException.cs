using Cql.Errors;

namespace Cql;

/// <summary>READ_TIMEOUT, 0x1200: too few replicas answered a read in time.</summary>
public sealed class CqlReadTimeoutException : CqlReplicaException
{
    internal CqlReadTimeoutException(in ServerError error, in ReplicaAnswers answers, bool dataPresent) : base(error, answers)
        => DataPresent = dataPresent;

    /// <summary>Whether the replica that was asked for the data, and not for a digest, answered.</summary>
    public bool DataPresent { get; }

    /// <summary><see cref="RequestOutcome.Refused"/>: a read changes nothing, and what a write reads, as for its condition, it reads before it writes.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
