using System.Net;

namespace Cql;

/// <summary>A connection could not be made, or was lost while a request was on it.</summary>
public sealed class CqlConnectionException : CqlException
{
    internal CqlConnectionException(string message, EndPoint node, RequestOutcome outcome, Exception? innerException = null) : base(message, innerException)
        => (Node, Outcome) = (node, outcome);

    /// <inheritdoc/>
    public override RequestOutcome Outcome { get; }
}
