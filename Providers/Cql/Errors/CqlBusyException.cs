using System.Net;

namespace Cql;

/// <summary>Too much is on its way already: the limits of requests in flight and waiting are reached. Nothing was sent.</summary>
public sealed class CqlBusyException : CqlException
{
    internal CqlBusyException(string message, EndPoint? node = null) : base(message) => Node = node;

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.NotSent;
}
