using Cql.Protocol;
using Cql.Results;
using Cql.Statements;
using Cql.Telemetry;

namespace Cql;

/// <summary>A statement by its text, without values: for changes of the schema, and for what is asked once. All else is better prepared.</summary>
public sealed class SimpleStatement : CqlStatement
{
    /// <summary>Makes one.</summary>
    public SimpleStatement(string cql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(cql);
        Cql = cql;
        IsConditional = CqlText.HasCondition(cql);
    }

    /// <summary>Its text.</summary>
    public string Cql { get; }

    /// <summary>The keyspace of names that name none, on protocol v5 only; null for the session's.</summary>
    public string? Keyspace { get; set; }

    /// <inheritdoc/>
    public override bool IsConditional { get; }

    internal override bool IsCounting => CqlText.IsCounterBatch(Cql);

    internal override string? RoutingKeyspace => null;

    internal override Opcode Opcode => Opcode.Query;

    /// <inheritdoc/>
    public override string ToString() => Cql;

    internal override ResultShape WriteBody(WireBuffer body, ProtocolVersion version, in RequestTerms terms)
    {
        body.WriteLongString(Cql);
        QueryParameters.Write(body, version, terms, values: null, skipMetadata: false, Keyspace ?? SessionKeyspace);
        return ResultShape.Empty;
    }

    internal override StatementSummary Summarize() => StatementSummary.Of(Cql, hasValuesApart: false);

    internal override bool TryGetToken(out long token)
    {
        token = 0;
        return false;
    }
}
