using Cql.Errors;

namespace Cql;

/// <summary>CAS_WRITE_UNKNOWN, 0x1700: a write with a condition was proposed, and whether it was taken is not known. A read at a serial consistency settles it.</summary>
public sealed class CqlCasWriteUnknownException : CqlReplicaException
{
    internal CqlCasWriteUnknownException(in ServerError error, in ReplicaAnswers answers) : base(error, answers) { }

    /// <summary><see cref="RequestOutcome.Unknown"/>: a later ballot may finish it, or step over it.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
