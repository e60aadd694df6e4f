using Cql.Errors;

namespace Cql;

/// <summary>INVALID, 0x2200: the statement is CQL and makes no sense here, for instance names a column that is not there.</summary>
public sealed class CqlInvalidRequestException : CqlServerException
{
    internal CqlInvalidRequestException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: a statement is validated, a batch as a whole, before any of it is done.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
