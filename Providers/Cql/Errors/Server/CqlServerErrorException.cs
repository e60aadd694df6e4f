using Cql.Errors;

namespace Cql;

/// <summary>SERVER_ERROR, 0x0000: something went wrong in the server that should not.</summary>
public sealed class CqlServerErrorException : CqlServerException
{
    internal CqlServerErrorException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Unknown"/>: it may have happened before, while or after the work was done.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
