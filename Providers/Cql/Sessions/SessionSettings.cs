using System.Net;
using Cql.Configuration;
using Cql.Connections;
using Microsoft.Extensions.Logging;

namespace Cql.Sessions;

/// <summary>Options, checked and taken apart.</summary>
internal sealed record SessionSettings(CqlOptions Options, ConnectionSettings Connections, TimeProvider Time, ILogger Logger)
{
    /// <summary>Tells the addresses that a name stands for.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <exception cref="ArgumentException">The options make no sense.</exception>
    public static SessionSettings From(CqlOptions options, TimeProvider time, ILogger logger)
    {
        CqlOptionsCheck.Check(options);
        var authenticator = options.Authenticator
            ?? (options.UserName is null ? null : new PlainTextAuthenticator(options.UserName, options.Password!));
        var connections = new ConnectionSettings
        {
            ConnectTimeout = options.ConnectTimeout,
            HeartbeatInterval = options.HeartbeatInterval,
            HeartbeatTimeout = options.HeartbeatInterval,
            MaxInFlight = options.MaxRequestsPerConnection,
            MaxWaiting = options.MaxRequestsPerConnection,
            MaxRequestBytes = options.MaxRequestBytes,
            Compress = options.Compress,
            Authenticator = authenticator,
            Tls = TlsSettings.From(options.Tls),
            Time = time,
            Logger = logger,
        };
        return new SessionSettings(options, connections, time, logger);
    }
}
