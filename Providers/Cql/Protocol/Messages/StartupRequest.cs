namespace Cql.Protocol.Messages;

/// <summary>Begins a connection. Overload is to be an error rather than a wait (<c>THROW_ON_OVERLOAD</c>).</summary>
internal sealed class StartupRequest(bool compress) : IRequest
{
    public Opcode Opcode => Opcode.Startup;

    public void WriteBody(WireBuffer body, ProtocolVersion version)
    {
        body.WriteUInt16((ushort)(compress ? 5 : 4));
        WriteOption(body, "CQL_VERSION", "3.0.0");
        WriteOption(body, "THROW_ON_OVERLOAD", "1");
        WriteOption(body, "DRIVER_NAME", "Marketplace.Cql");
        WriteOption(body, "DRIVER_VERSION", typeof(StartupRequest).Assembly.GetName().Version!.ToString(3));
        if (compress)
            WriteOption(body, "COMPRESSION", "lz4");
    }

    private static void WriteOption(WireBuffer body, string name, string value)
    {
        body.WriteString(name);
        body.WriteString(value);
    }
}
