namespace Cql;

/// <summary>A request is larger than what may be sent. Nothing was sent.</summary>
public sealed class CqlMessageTooLargeException : CqlException
{
    internal CqlMessageTooLargeException(string what, long size, int limit)
        : base($"{what} has {size:N0} bytes, and at most {limit:N0} may be sent in one message.") => (Size, Limit) = (size, limit);

    /// <summary>How large it would be, in bytes.</summary>
    public long Size { get; }

    /// <summary>How large it may be, in bytes.</summary>
    public int Limit { get; }

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.NotSent;
}
