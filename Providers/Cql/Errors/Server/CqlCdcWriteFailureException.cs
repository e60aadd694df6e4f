using Cql.Errors;

namespace Cql;

/// <summary>CDC_WRITE_FAILURE, 0x1600: the space of change data capture is full, and its table is not written.</summary>
public sealed class CqlCdcWriteFailureException : CqlServerException
{
    internal CqlCdcWriteFailureException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Unknown"/>: it is full on one node, and the write was sent to the others too.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
