namespace Cql.Protocol.Messages;

/// <summary>Asks for a statement to be prepared: native protocol v5, section 4.1.5.</summary>
/// <param name="cql">The statement.</param>
/// <param name="keyspace">Where its unqualified names belong; v4 has no place for it, and the server refuses such names.</param>
internal sealed class PrepareRequest(string cql, string? keyspace) : IRequest
{
    private const int WithKeyspace = 0x01;

    public Opcode Opcode => Opcode.Prepare;

    public void WriteBody(WireBuffer body, ProtocolVersion version)
    {
        body.WriteLongString(cql);
        if (version < ProtocolVersion.V5)
            return;
        body.WriteInt32(keyspace is null ? 0 : WithKeyspace);
        if (keyspace is not null)
            body.WriteString(keyspace);
    }

    public override string ToString() => "The statement to prepare";
}
