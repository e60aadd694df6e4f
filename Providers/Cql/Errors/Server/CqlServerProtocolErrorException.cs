using Cql.Errors;

namespace Cql;

/// <summary>PROTOCOL_ERROR, 0x000A: the server does not take what this client sent, for instance its version of the protocol.</summary>
public sealed class CqlServerProtocolErrorException : CqlServerException
{
    internal CqlServerProtocolErrorException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: what cannot be read is not done.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
