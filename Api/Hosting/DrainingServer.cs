using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Marketplace.Api.Hosting;

/// <summary>
/// The public server with a limit of its own to how long it waits for requests in flight when it stops: one that never ends must not
/// take the time that the silo needs to stop in good order.
/// </summary>
internal sealed class DrainingServer(IServer server) : IServer
{
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(4);

    public IFeatureCollection Features => server.Features;

    /// <summary>Puts one around the server that is registered.</summary>
    public static void Wrap(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IServer));
        services.Remove(inner);
        services.AddSingleton<IServer>(provider => new DrainingServer(
            (IServer)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)));
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
        => server.StartAsync(application, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DrainWithin);
        await server.StopAsync(limit.Token);
    }

    public void Dispose() => server.Dispose();
}
