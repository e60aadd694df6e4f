using Cql.Protocol;
using Cql.Results;
using Cql.Statements;

namespace Cql.Sessions;

/// <summary>
/// A statement that is sent more than once at a time, by several tries or for several pages, seen by one of them: it has terms of its own, and each answer is
/// read by what its own request was sent with.
/// </summary>
internal sealed class StatementCopy(CqlStatement statement, RequestTerms terms) : IStatementRequest
{
    public CqlStatement Statement => statement;

    public ResultShape Sent { get; private set; } = ResultShape.Empty;

    public Opcode Opcode => statement.Opcode;

    public bool Trace => statement.Trace;

    public void WriteBody(WireBuffer body, ProtocolVersion version) => Sent = statement.WriteBody(body, version, terms);

    public override string ToString() => statement.ToString()!;
}
