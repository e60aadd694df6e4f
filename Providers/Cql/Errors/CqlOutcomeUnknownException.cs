namespace Cql;

/// <summary>
/// A statement with a condition was sent, and nobody can say whether it was done: a read at <see cref="Consistency.Serial"/> of what it
/// writes finishes or refuses it, and shows which. <see cref="Exception.InnerException"/> tells how it came to that.
/// </summary>
public sealed class CqlOutcomeUnknownException : CqlException
{
    internal CqlOutcomeUnknownException(CqlException cause) : base($"Whether the condition held is not known: {cause.Message}", cause) => Node = cause.Node;

    /// <inheritdoc/>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
