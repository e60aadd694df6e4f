namespace Cql.Protocol.Messages;

/// <summary>Asks for events: nodes that come and go, and changes of the schema.</summary>
internal sealed class RegisterRequest : IRequest
{
    public static readonly RegisterRequest Instance = new();

    private static readonly string[] Kinds = ["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"];

    public Opcode Opcode => Opcode.Register;

    public void WriteBody(WireBuffer body, ProtocolVersion version)
    {
        body.WriteUInt16((ushort)Kinds.Length);
        foreach (var kind in Kinds)
            body.WriteString(kind);
    }
}
