using Cql.Errors;

namespace Cql;

/// <summary>UNAVAILABLE, 0x1000: too few replicas are alive for the consistency.</summary>
public sealed class CqlUnavailableException : CqlServerException
{
    internal CqlUnavailableException(in ServerError error, Consistency consistency, int required, int alive) : base(error)
        => (Consistency, Required, Alive) = (consistency, required, alive);

    /// <summary>The consistency that cannot be had.</summary>
    public Consistency Consistency { get; }

    /// <summary>How many replicas it needs.</summary>
    public int Required { get; }

    /// <summary>How many are alive, as far as the coordinator knows.</summary>
    public int Alive { get; }

    /// <summary>
    /// <see cref="RequestOutcome.Refused"/> where a serial consistency cannot be had: then no ballot was begun. Otherwise
    /// <see cref="RequestOutcome.Unknown"/>. The server counts replicas before each partition of a batch without a log, so that those
    /// before it may be written, and with Paxos v1 once more after a condition held, when the write is agreed already
    /// (<c>StorageProxy.mutate</c>, <c>commitPaxos</c>). A read, or a write without a condition of one partition, was not done.
    /// </summary>
    public override RequestOutcome Outcome
        => Consistency is Consistency.Serial or Consistency.LocalSerial ? RequestOutcome.Refused : RequestOutcome.Unknown;
}
