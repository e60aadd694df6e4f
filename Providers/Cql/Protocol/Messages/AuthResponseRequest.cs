namespace Cql.Protocol.Messages;

/// <summary>A token that proves who this is.</summary>
internal sealed class AuthResponseRequest(ReadOnlyMemory<byte> token) : IRequest
{
    public Opcode Opcode => Opcode.AuthResponse;

    public void WriteBody(WireBuffer body, ProtocolVersion version) => body.WriteBytes(token.Span);
}
