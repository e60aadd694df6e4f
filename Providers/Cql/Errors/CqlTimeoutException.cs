using System.Net;

namespace Cql;

/// <summary>No answer came within the time that the caller gave. The request may have been done, or may still be.</summary>
public sealed class CqlTimeoutException : CqlException
{
    internal CqlTimeoutException(TimeSpan timeout, EndPoint node) : base($"{node} did not answer within {timeout.TotalSeconds:0.###} s.")
        => (Node, Timeout) = (node, timeout);

    /// <summary>How long was waited.</summary>
    public TimeSpan Timeout { get; }

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
