using System.Net;
using System.Net.Sockets;

namespace Marketplace.Silo.Configuration;

/// <summary>Finds ports that nobody listens on, so that several instances live side by side.</summary>
/// <remarks>
/// A port is looked for, let go, and listened on a moment later. So it is none of those that a system gives to whoever calls somebody, which
/// on a busy machine are taken all the time, and it is drawn at random, so that two that look at once find different ones.
/// </remarks>
public static class FreePort
{
    // Below what systems give out (32,768 and more on Linux, 49,152 by RFC 6335), and beside what programs are known to use.
    internal const int First = 10_000;
    internal const int Last = 14_999;

    private const int Tries = 100;

    /// <summary>A port that was free a moment ago.</summary>
    /// <exception cref="SocketException">The address is none of this machine.</exception>
    public static int On(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        for (var tries = 0; tries < Tries; tries++)
        {
            var port = Random.Shared.Next(First, Last + 1);
            if (IsFree(new(address, port)))
                return port;
        }

        using var socket = Open(address);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool IsFree(IPEndPoint place)
    {
        using var socket = Open(place.Address);
        try
        {
            socket.Bind(place);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static Socket Open(IPAddress address) => new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
}
