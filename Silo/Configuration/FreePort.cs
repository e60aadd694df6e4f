using System.Net;
using System.Net.Sockets;

namespace Marketplace.Silo.Configuration;

/// <summary>Finds ports that nobody listens on, so that several instances live side by side.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int On(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
