using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Sessions;
using Cql.Statements;
using Cql.Telemetry;

namespace Cql;

/// <summary>Something to execute, and how. What is null is as the session's options say.</summary>
/// <remarks>Not safe for use by two threads; it may be executed again when its last execution has ended.</remarks>
public abstract class CqlStatement : IStatementRequest
{
    private ResultShape _sent = ResultShape.Empty;

    private protected CqlStatement() { }

    /// <summary>How many replicas answer.</summary>
    public Consistency? Consistency { get; set; }

    /// <summary>For conditions: <see cref="Consistency.Serial"/> or <see cref="Consistency.LocalSerial"/>.</summary>
    public Consistency? SerialConsistency { get; set; }

    /// <summary>
    /// Whether executing it twice does no harm, so that it may be sent again when its fate is unknown. False by default. A statement
    /// with a condition is never sent again then, whatever this says, and neither is one that is seen to add to counters: a batch of them, and a write with
    /// a parameter of type <c>counter</c>. <c>SET n = n + 1</c>, with the number in the text, cannot be seen: do not mark it. <see cref="CqlOptions"/> tells what is sent again, and when.
    /// </summary>
    public bool IsIdempotent { get; set; }

    /// <summary>
    /// The write's timestamp in µs since 1970. When null the session gives one that grows; to statements with a condition none, for those
    /// are stamped by their ballot.
    /// </summary>
    public long? Timestamp { get; set; }

    /// <summary>Rows a page.</summary>
    public int? PageSize { get; set; }

    /// <summary>
    /// Where to go on: <see cref="CqlRowSet.PagingState"/> of the page before; empty for the first. <see cref="CqlSession.QueryAsync{T}"/> begins here each
    /// time, and leaves it as it is.
    /// </summary>
    public ReadOnlyMemory<byte> PagingState { get; set; }

    /// <summary>How long one try may take.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Whether the server shall trace it; <see cref="CqlRowSet.TracingId"/> names the trace then.</summary>
    public bool Trace { get; set; }

    /// <summary>Whether it has a condition (<c>IF</c>).</summary>
    public abstract bool IsConditional { get; }

    /// <summary>Whether it is seen to add to counters, where twice is once too often whatever it is marked as.</summary>
    internal abstract bool IsCounting { get; }

    /// <summary>Whether it may be sent again though it may have been done.</summary>
    internal bool MayRepeat => IsIdempotent && !IsConditional && !IsCounting;

    /// <summary>Where its partition is, for the routing.</summary>
    internal abstract string? RoutingKeyspace { get; }

    /// <summary>What the session has filled in for this execution.</summary>
    internal RequestTerms Terms { get; set; }

    /// <summary>The session's keyspace, for names without one.</summary>
    internal string? SessionKeyspace { get; set; }

    Opcode IRequest.Opcode => Opcode;

    internal abstract Opcode Opcode { get; }

    /// <summary>Its execution, for one after the other.</summary>
    internal Execution Execution => field ??= new Execution(this);

    CqlStatement IStatementRequest.Statement => this;

    ResultShape IStatementRequest.Sent => _sent;

    void IRequest.WriteBody(WireBuffer body, ProtocolVersion version) => _sent = WriteBody(body, version, Terms);

    /// <summary>Writes it, at more than one connection at once perhaps.</summary>
    /// <returns>The columns by which the answer is to be read when it leaves them out.</returns>
    internal abstract ResultShape WriteBody(WireBuffer body, ProtocolVersion version, in RequestTerms terms);

    /// <summary>The token of its partition; false when it is not known.</summary>
    internal abstract bool TryGetToken(out long token);

    /// <summary>The columns that its answers brought before; null where they are not looked for.</summary>
    internal virtual ColumnsCache? ColumnsCache => null;

    /// <summary>What it is called in spans and metrics.</summary>
    internal abstract StatementSummary Summarize();

    /// <summary>What is prepared in it, for a node that has forgotten.</summary>
    internal virtual IEnumerable<PreparedStatement> PreparedParts => [];

    /// <summary>The columns of the rows that came: those in the answer, or those that it was sent with.</summary>
    internal virtual ResultShape ShapeOf(in RowsHeader header, ResultShape sent)
        => header.Shape ?? throw new CqlProtocolException("Rows came without their columns, and nothing tells of them.");
}
