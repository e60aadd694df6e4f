namespace Cql;

/// <summary>No node took the request: nothing of it was done. <see cref="Exception.InnerException"/> is what the last one tried said.</summary>
public sealed class CqlNoNodeException : CqlException
{
    internal CqlNoNodeException(string message, CqlException? last) : base(last is null ? message : $"{message} The last one: {last.Message}", last) { }

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.NotSent;
}
