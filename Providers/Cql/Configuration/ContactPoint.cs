using System.Globalization;
using System.Net;

namespace Cql.Configuration;

/// <summary>Reads contact points: a name or an address, with or without a port.</summary>
internal static class ContactPoint
{
    /// <exception cref="ArgumentException">It is none.</exception>
    public static EndPoint Parse(string text, int defaultPort)
    {
        // In brackets an address takes its port with it, which the parser of addresses passes over.
        if (!text.StartsWith('[') && IPAddress.TryParse(text, out var address))
            return new IPEndPoint(address, defaultPort);
        if (IPEndPoint.TryParse(text, out var endPoint))
            return endPoint.Port == 0 ? new IPEndPoint(endPoint.Address, defaultPort) : endPoint;
        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, defaultPort) : (text[..colon], ParsePort(text[(colon + 1)..]));
        return port is > 0 and <= ushort.MaxValue && Uri.CheckHostName(host) == UriHostNameType.Dns
            ? new DnsEndPoint(host, port)
            : throw new ArgumentException($"ContactPoints: '{text}' is no address: write a host name or an address, and a port after a colon if it is not {defaultPort}.");
    }

    private static int ParsePort(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;
}
