using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Statements;
using Cql.Telemetry;

namespace Cql;

/// <summary>Bound statements that are executed together. It owns them: its disposal gives them back.</summary>
public sealed class BatchStatement : CqlStatement, IDisposable
{
    private readonly List<BoundStatement> _parts = [];

    /// <summary>Makes an empty one.</summary>
    public BatchStatement(BatchKind kind = BatchKind.Logged) => Kind = kind;

    /// <summary>How it is written.</summary>
    public BatchKind Kind { get; }

    /// <summary>How many statements it has, at most 65,535.</summary>
    public int Count => _parts.Count;

    /// <inheritdoc/>
    public override bool IsConditional => _parts.Exists(part => part.IsConditional);

    internal override bool IsCounting => Kind == BatchKind.Counter || _parts.Exists(part => part.IsCounting);

    internal override string? RoutingKeyspace => _parts.Count > 0 ? _parts[0].RoutingKeyspace : null;

    internal override Opcode Opcode => Opcode.Batch;

    /// <summary>Adds one. Its own consistency and the like do not count; its <see cref="CqlStatement.Timestamp"/> neither.</summary>
    /// <exception cref="InvalidOperationException">There are as many as a batch can have.</exception>
    public BatchStatement Add(BoundStatement part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (_parts.Count == ushort.MaxValue)
            throw new InvalidOperationException($"A batch has at most {ushort.MaxValue} statements.");
        _parts.Add(part);
        return this;
    }

    /// <summary>Gives the statements back.</summary>
    public void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
        _parts.Clear();
    }

    /// <inheritdoc/>
    public override string ToString() => _parts.Count == 0 ? "An empty batch" : $"A batch of {_parts.Count} ({_parts[0]}, …)";

    internal override ResultShape WriteBody(WireBuffer body, ProtocolVersion version, in RequestTerms terms)
    {
        body.WriteByte((byte)Kind);
        body.WriteUInt16((ushort)_parts.Count);
        foreach (var part in _parts)
            part.WriteAsPart(body);
        QueryParameters.WriteBatch(body, version, terms, keyspace: null);
        return ResultShape.Empty;
    }

    internal override ColumnsCache? ColumnsCache => _parts.Find(part => part.IsConditional)?.ColumnsCache;

    internal override StatementSummary Summarize() => StatementSummary.OfBatch([.. PreparedParts.Select(part => part.Summary)]);

    internal override bool TryGetToken(out long token)
    {
        token = 0;
        return _parts.Count > 0 && _parts[0].TryGetToken(out token);
    }

    internal override IEnumerable<PreparedStatement> PreparedParts => _parts.Select(part => part.Prepared).Distinct();
}
