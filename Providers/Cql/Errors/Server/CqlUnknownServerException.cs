using Cql.Errors;

namespace Cql;

/// <summary>An error whose code this client does not know: a newer server's.</summary>
public sealed class CqlUnknownServerException : CqlServerException
{
    internal CqlUnknownServerException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Unknown"/>: nothing is known of it.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
