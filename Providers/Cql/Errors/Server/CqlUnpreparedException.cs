using Cql.Errors;

namespace Cql;

/// <summary>UNPREPARED, 0x2500: the node does not know the prepared statement, as after its restart, and still not when it was prepared again.</summary>
public sealed class CqlUnpreparedException : CqlServerException
{
    internal CqlUnpreparedException(in ServerError error, ReadOnlyMemory<byte> statementId) : base(error) => StatementId = statementId;

    /// <summary>The id that it does not know.</summary>
    public ReadOnlyMemory<byte> StatementId { get; }

    /// <summary><see cref="RequestOutcome.Refused"/>: what is not known is not done; of a batch nothing is.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
