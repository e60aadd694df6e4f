using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Cql.Connections;

/// <summary>What all connections of a session have in common.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>For the whole of opening: TCP, TLS, start and authentication.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may be silent before it is asked for a sign of life.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long that sign may take.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests in flight on one connection, at most 32,767.</summary>
    public int MaxInFlight { get; init; } = 1024;

    /// <summary>Requests that wait for a place on one connection; one more is refused.</summary>
    public int MaxWaiting { get; init; } = 1024;

    /// <summary>How long a request waits for a place.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests that were given up and not yet answered; with more of them the connection is closed.</summary>
    public int MaxOrphans { get; init; } = 256;

    /// <summary>The largest request, in bytes.</summary>
    public int MaxRequestBytes { get; init; } = 16 << 20;

    /// <summary>The largest answer, in bytes.</summary>
    public int MaxResponseBytes { get; init; } = 256 << 20;

    /// <summary>What may wait to be sent on one connection, in bytes.</summary>
    public int MaxBufferedBytes { get; init; } = 64 << 20;

    /// <summary>Whether segments are compressed by LZ4; v5 only.</summary>
    public bool Compress { get; init; }

    public ICqlAuthenticator? Authenticator { get; init; }

    /// <summary>TLS, or null. The target host is set for each node.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>The highest version to ask for.</summary>
    public Protocol.ProtocolVersion Version { get; init; } = Protocol.ProtocolVersion.V5;

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
