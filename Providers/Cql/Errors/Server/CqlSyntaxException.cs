using Cql.Errors;

namespace Cql;

/// <summary>SYNTAX_ERROR, 0x2000: the statement is not CQL.</summary>
public sealed class CqlSyntaxException : CqlServerException
{
    internal CqlSyntaxException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: what cannot be parsed is not done.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
