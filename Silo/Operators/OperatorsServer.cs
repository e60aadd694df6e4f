using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Marketplace.Silo.Operators;

/// <summary>
/// The operators' port: a server of its own over the same services. What happens on the public port, a flood of connections or a
/// forged Host header, neither reaches it nor takes its connections away.
/// </summary>
internal sealed class OperatorsServer : IHostedService, IDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _server;
    private readonly OperatorsApplication _application;

    public OperatorsServer(OperatorsOptions options, IServiceProvider services, ILoggerFactory loggers)
    {
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        kestrel.Limits.MaxConcurrentConnections = 256;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        _server = new KestrelServer(Options.Create(kestrel), sockets, loggers);
        _server.Features.Get<IServerAddressesFeature>()!.Addresses.Add(options.Url.GetLeftPart(UriPartial.Authority));
        _application = new OperatorsApplication(OperatorsPipeline.Build(options, services), services.GetRequiredService<IHttpContextFactory>());
    }

    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(_application, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Whoever only looks is not waited for: the silo needs the time.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopWithin);
        await _server.StopAsync(limit.Token);
    }

    public void Dispose() => _server.Dispose();

    private sealed class OperatorsApplication(RequestDelegate pipeline, IHttpContextFactory contexts) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(Microsoft.AspNetCore.Http.Features.IFeatureCollection contextFeatures) => contexts.Create(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => pipeline(context);

        public void DisposeContext(HttpContext context, Exception? exception) => contexts.Dispose(context);
    }
}
