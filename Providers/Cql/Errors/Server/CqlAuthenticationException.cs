using Cql.Errors;

namespace Cql;

/// <summary>AUTH_ERROR, 0x0100: the server does not believe who this client is, or wants to know and was not told.</summary>
public sealed class CqlAuthenticationException : CqlServerException
{
    private const int AuthError = 0x0100;

    internal CqlAuthenticationException(in ServerError error) : base(error) { }

    internal CqlAuthenticationException(string message) : base(AuthError, message) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: nothing is done for a stranger.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
