using Cql.Errors;

namespace Cql;

/// <summary>TRUNCATE_ERROR, 0x1003: a TRUNCATE failed.</summary>
public sealed class CqlTruncateException : CqlServerException
{
    internal CqlTruncateException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Unknown"/>: some replicas may be empty, or may yet be.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Unknown;
}
