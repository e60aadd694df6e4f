using System.Net;

namespace Cql;

/// <summary>A server is too old for this client, or too new: it needs what Cassandra has since 4.0, by version 4 or 5 of the native protocol. Nothing was done.</summary>
public sealed class CqlVersionException : CqlException
{
    internal CqlVersionException(string message, EndPoint node, CqlException innerException) : base(message, innerException) => Node = node;

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.NotSent;
}
