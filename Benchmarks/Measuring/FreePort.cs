using System.Net;
using System.Net.Sockets;

namespace Marketplace.Benchmarks.Measuring;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>One of the loopback, which another program may take before it is used.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
