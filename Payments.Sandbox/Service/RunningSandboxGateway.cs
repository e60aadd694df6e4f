using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>The sandbox gateway as a service that has started.</summary>
public sealed class RunningSandboxGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSandboxGateway(WebApplication app)
    {
        _app = app;
        Addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
    }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Starts one. It has failed with one exception, and left nothing behind, or it takes requests.</summary>
    /// <param name="args">Configuration as <c>--Key value</c>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static Task<RunningSandboxGateway> StartAsync(string[] args, CancellationToken cancellationToken = default)
        => StartAsync(args, null, cancellationToken);

    /// <summary>Stops taking requests, and answers those that it has within its limit.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal static async Task<RunningSandboxGateway> StartAsync(
        string[] args, Action<WebApplicationBuilder>? configure, CancellationToken cancellationToken)
    {
        var app = SandboxService.Build(args, configure);
        try
        {
            SandboxService.Map(app);
            await app.StartAsync(cancellationToken);
            return new RunningSandboxGateway(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until the process is told to end.</summary>
    internal Task RunAsync() => _app.WaitForShutdownAsync(CancellationToken.None);
}
