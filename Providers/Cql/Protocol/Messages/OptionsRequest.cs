namespace Cql.Protocol.Messages;

/// <summary>Asks what the server supports; also the sign of life that a silent one is asked for.</summary>
internal sealed class OptionsRequest : IRequest
{
    public static readonly OptionsRequest Instance = new();

    public Opcode Opcode => Opcode.Options;

    public void WriteBody(WireBuffer body, ProtocolVersion version) { }
}
