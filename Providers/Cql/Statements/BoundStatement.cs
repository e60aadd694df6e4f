using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Statements;
using Cql.Statements.Values;
using Cql.Telemetry;
using Cql.Topology;

namespace Cql;

/// <summary>A prepared statement with values. From <see cref="PreparedStatement.Bind"/>; dispose it when its execution has ended, and it serves the next.</summary>
/// <remarks>Parameters that are not set are left as they are (<c>UNSET</c>), which writes no tombstone; null deletes.</remarks>
public sealed class BoundStatement : CqlStatement, IDisposable
{
    // What a statement keeps for its next use: larger ones go back to the pool of all.
    private const int MaxKept = 16 << 10;

    private readonly BoundValues _values = new();
    private readonly WireBuffer _key = new();
    private PreparedResult _told;
    private bool _isDisposed;

    internal BoundStatement(PreparedStatement prepared) => (Prepared, _told) = (prepared, prepared.Told);

    /// <summary>What it was bound from.</summary>
    public PreparedStatement Prepared { get; }

    /// <inheritdoc/>
    public override bool IsConditional => Prepared.IsConditional;

    internal override bool IsCounting => Prepared.IsCounting;

    internal override string? RoutingKeyspace => Prepared.RoutingKeyspace;

    internal override Opcode Opcode => Opcode.Execute;

    /// <summary>Sets a parameter by its place, from 0; null deletes.</summary>
    /// <exception cref="CqlTypeException">The parameter has another type, or the value does not fit into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public BoundStatement Set<T>(int index, T value)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _values.Set(index, value);
        return this;
    }

    /// <summary>Sets a parameter to bytes of its type's encoding, whatever the type.</summary>
    /// <inheritdoc cref="Set"/>
    public BoundStatement SetBytes(int index, ReadOnlySpan<byte> value)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _values.SetBytes(index, value);
        return this;
    }

    /// <summary>Sets a parameter to null, which deletes.</summary>
    /// <inheritdoc cref="Set"/>
    public BoundStatement SetNull(int index)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _values.SetNull(index);
        return this;
    }

    /// <summary>Leaves a column as it is, though it was set before.</summary>
    /// <inheritdoc cref="Set"/>
    public BoundStatement Unset(int index)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _values.SetUnset(index);
        return this;
    }

    /// <summary>Gives it back: it must not be used any more.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;

        // One that is on its way still would be sent with the next one's values.
        if (Execution.IsTaken)
            return;
        if (_values.Size > MaxKept)
            _values.Dispose();
        Prepared.Return(this);
    }

    /// <inheritdoc/>
    public override string ToString() => Prepared.Cql;

    internal void Begin()
    {
        _isDisposed = false;
        _told = Prepared.Told;
        _values.Reset(_told.Parameters);
        (Consistency, SerialConsistency, Timestamp, PageSize, PagingState, Timeout, Trace) = (null, null, null, null, default, null, false);
        IsIdempotent = Prepared.IsIdempotent;
    }

    internal override ResultShape WriteBody(WireBuffer body, ProtocolVersion version, in RequestTerms terms)
    {
        ThrowIfChanged();
        body.WriteShortBytes(Prepared.Id);

        // The answer leaves the columns out when they are still those of this id, and they must be read as those.
        var sent = version >= ProtocolVersion.V5 ? Prepared.Result : ResultShape.Empty;
        if (version >= ProtocolVersion.V5)
            body.WriteShortBytes(sent.Id.Span);
        QueryParameters.Write(body, version, terms, _values, skipMetadata: sent.Count > 0 && !IsConditional, keyspace: null);
        return sent;
    }

    /// <summary>Writes it as a part of a batch: native protocol v5, section 4.1.7.</summary>
    internal void WriteAsPart(WireBuffer body)
    {
        const byte IsPrepared = 1;
        ThrowIfChanged();
        body.WriteByte(IsPrepared);
        body.WriteShortBytes(Prepared.Id);
        body.WriteUInt16(checked((ushort)_values.Count));
        _values.WriteTo(body);
    }

    internal override ColumnsCache? ColumnsCache => Prepared.ColumnsCache;

    internal override StatementSummary Summarize() => Prepared.Summary;

    internal override bool TryGetToken(out long token)
    {
        token = 0;
        _key.Clear();
        if (!_values.TryGetRoutingKey(_told.PartitionKey, _key))
            return false;
        token = Murmur3Token.Of(_key.WrittenSpan);
        return true;
    }

    internal override IEnumerable<PreparedStatement> PreparedParts => [Prepared];

    internal override ResultShape ShapeOf(in RowsHeader header, ResultShape sent)
    {
        if (header.HasNewShape && !IsConditional)
            Prepared.Result = header.Shape!;
        return header.Shape ?? sent;
    }

    // A table that was dropped and made anew can have another type under the same statement and id. The server would take the old
    // type's bytes for a value of the new one.
    private void ThrowIfChanged()
    {
        if (!ReferenceEquals(_told, Prepared.Told) && !ParameterFit.Fits(_told.Parameters, Prepared.Told.Parameters))
        {
            throw new CqlTypeException(
                $"The parameters of '{Prepared.Cql}' have changed since its values were set, from {Names(_told)} to {Names(Prepared.Told)}: bind it anew.");
        }
    }

    private static string Names(PreparedResult told) => string.Join(", ", told.Parameters.Select(parameter => $"{parameter.Name} {parameter.Type}"));
}
