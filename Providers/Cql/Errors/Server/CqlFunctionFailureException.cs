using Cql.Errors;

namespace Cql;

/// <summary>FUNCTION_FAILURE, 0x1400: a user-defined function failed.</summary>
public sealed class CqlFunctionFailureException : CqlServerException
{
    internal CqlFunctionFailureException(in ServerError error, string keyspace, string function, IReadOnlyList<string> argumentTypes) : base(error)
        => (Keyspace, Function, ArgumentTypes) = (keyspace, function, argumentTypes);

    /// <summary>The function's keyspace.</summary>
    public string Keyspace { get; }

    /// <summary>Its name.</summary>
    public string Function { get; }

    /// <summary>The types of its arguments, in CQL.</summary>
    public IReadOnlyList<string> ArgumentTypes { get; }

    /// <summary><see cref="RequestOutcome.Refused"/>: functions are called over what was read, and for the terms of a write before it is made.</summary>
    public override RequestOutcome Outcome => RequestOutcome.Refused;
}
