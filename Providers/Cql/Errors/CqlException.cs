using System.Net;

namespace Cql;

/// <summary>What goes wrong between this client and the cluster.</summary>
public abstract class CqlException : Exception
{
    private protected CqlException(string message, Exception? innerException = null) : base(message, innerException) { }

    /// <summary>The node that it happened at, where there is one.</summary>
    public EndPoint? Node { get; internal set; }

    /// <summary>What it says about the request.</summary>
    public abstract RequestOutcome Outcome { get; }
}
