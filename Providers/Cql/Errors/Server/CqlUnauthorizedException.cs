using Cql.Errors;

namespace Cql;

/// <summary>UNAUTHORIZED, 0x2100: this user may not do that.</summary>
public sealed class CqlUnauthorizedException : CqlServerException
{
    internal CqlUnauthorizedException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: rights are looked at before the work begins.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
