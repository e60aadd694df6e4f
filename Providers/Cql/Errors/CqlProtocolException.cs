namespace Cql;

/// <summary>Bytes came that the native protocol does not allow. The connection that brought them is closed, unless it is one value of a row that is wrong.</summary>
public sealed class CqlProtocolException : CqlException
{
    internal CqlProtocolException(string message, Exception? innerException = null) : base(message, innerException) { }

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
