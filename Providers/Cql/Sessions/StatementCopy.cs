using Cql.Protocol;
using Cql.Results;

namespace Cql.Sessions;

/// <summary>A statement that is sent by several tries at once, seen by one of them: each answer is read by what its own request was sent with.</summary>
internal sealed class StatementCopy(CqlStatement statement) : IStatementRequest
{
    public CqlStatement Statement => statement;

    public ResultShape Sent { get; private set; } = ResultShape.Empty;

    public Opcode Opcode => statement.Opcode;

    public bool Trace => statement.Trace;

    public void WriteBody(WireBuffer body, ProtocolVersion version) => Sent = statement.WriteBody(body, version);

    public override string ToString() => statement.ToString()!;
}
