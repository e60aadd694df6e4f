using Cql.Errors;

namespace Cql;

/// <summary>CONFIG_ERROR, 0x2300: a setting in the statement cannot be, for instance a replication strategy that is not there.</summary>
public sealed class CqlConfigurationException : CqlServerException
{
    internal CqlConfigurationException(in ServerError error) : base(error) { }

    /// <summary><see cref="RequestOutcome.Refused"/>: the schema is changed as a whole or not at all.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
