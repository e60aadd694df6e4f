using System.Net;

namespace Marketplace.Silo.Configuration;

/// <summary>Where a silo listens, and so where others find it: section <c>Orleans:Clustering</c>.</summary>
/// <param name="Address">The address, which must be one of this machine.</param>
/// <param name="SiloPort">The port for silos.</param>
/// <param name="GatewayPort">The port for clients; 0 for none, where the only client is in the silo's process.</param>
internal sealed record SiloEndpoints(IPAddress Address, int SiloPort, int GatewayPort)
{
    /// <summary>The key of the address.</summary>
    public const string AddressKey = "Orleans:Clustering:Address";

    /// <summary>The key of the port for silos.</summary>
    public const string SiloPortKey = "Orleans:Clustering:SiloPort";

    /// <summary>The key of the port for clients.</summary>
    public const string GatewayPortKey = "Orleans:Clustering:GatewayPort";

    // A silo that comes back at its old address is known for the dead one's successor at once.
    private const int DefaultSiloPort = 11_111;
    private const int DefaultGatewayPort = 30_000;

    /// <summary>Reads them; a port of 0 becomes a free one.</summary>
    /// <exception cref="ConfigurationRefusedException">They make no sense.</exception>
    public static SiloEndpoints Read(IConfiguration configuration, bool withGateway)
    {
        var address = ReadAddress(configuration);
        return new(address, Free(ReadPort(configuration, SiloPortKey, DefaultSiloPort), address), withGateway ? Free(ReadGatewayPort(configuration), address) : 0);
    }

    /// <summary>The port for clients as it is configured.</summary>
    /// <exception cref="ConfigurationRefusedException">It is no port.</exception>
    public static int ReadGatewayPort(IConfiguration configuration) => ReadPort(configuration, GatewayPortKey, DefaultGatewayPort);

    /// <summary>The address; that of loopback when it is left unsaid.</summary>
    /// <exception cref="ConfigurationRefusedException">It is none that others find a silo at.</exception>
    public static IPAddress ReadAddress(IConfiguration configuration)
    {
        if (configuration[AddressKey] is not { Length: > 0 } text)
            return IPAddress.Loopback;
        return IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new ConfigurationRefusedException(AddressKey, $"'{text}' is no address that others find this silo at: give an IP address of this machine");
    }

    private static int ReadPort(IConfiguration configuration, string key, int otherwise) => configuration.ReadInt32(key, otherwise, 0, IPEndPoint.MaxPort);

    private static int Free(int port, IPAddress address) => port == 0 ? FreePort.On(address) : port;
}
