namespace Cql;

/// <summary>Bytes came that the native protocol does not allow.</summary>
/// <remarks>
/// The connection that brought them is closed when it is a frame that is wrong, a checksum, or the id of an answer: what else is on it fails too then. When an
/// answer came whole and its body cannot be read, it is closed on protocol v4, which has no checksums, and goes on on v5. It always goes on when one value of
/// a row is wrong.
/// </remarks>
public sealed class CqlProtocolException : CqlException
{
    internal CqlProtocolException(string message, Exception? innerException = null) : base(message, innerException) { }

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
