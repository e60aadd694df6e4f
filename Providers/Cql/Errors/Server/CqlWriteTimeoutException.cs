using Cql.Errors;

namespace Cql;

/// <summary>WRITE_TIMEOUT, 0x1100: too few replicas said in time that they have the write.</summary>
public sealed class CqlWriteTimeoutException : CqlReplicaException
{
    internal CqlWriteTimeoutException(in ServerError error, in ReplicaAnswers answers, CqlWriteType writeType, int? contentions) : base(error, answers)
        => (WriteType, Contentions) = (writeType, contentions);

    /// <summary>The kind of write.</summary>
    public CqlWriteType WriteType { get; }

    /// <summary>How often a write with a condition met another one; null where the server does not say (v4, other writes).</summary>
    public int? Contentions { get; }

    /// <summary><see cref="RequestOutcome.Unknown"/>: replicas that were not heard of may have it, and spread it later.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
