using Cql.Errors;

namespace Cql;

/// <summary>IS_BOOTSTRAPPING, 0x1002: the coordinator is joining the cluster and does not read yet.</summary>
public sealed class CqlBootstrappingException : CqlServerException
{
    internal CqlBootstrappingException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: it is answered to reads, before they begin.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
