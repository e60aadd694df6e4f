using Marketplace.Api.Demo;
using Marketplace.Silo.Commands;
using Marketplace.Silo.Hosting;
using Marketplace.Silo.Logging;
using Marketplace.Silo.Operators;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Marketplace.Api.Hosting;

/// <summary>A marketplace that has started: an API, with a silo inside it or with silos elsewhere.</summary>
public sealed class RunningMarketplace : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _isLeft;

    private RunningMarketplace(WebApplication app)
    {
        _app = app;
        Addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
        Operators = app.Services.GetRequiredService<OperatorsOptions>().Url;
    }

    /// <summary>Where the API listens.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Where operators are served.</summary>
    public Uri Operators { get; }

    /// <summary>The services of the process.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts one. It has failed with one exception, and left nothing behind, or it takes requests.</summary>
    public static async Task<RunningMarketplace> StartAsync(string[] args, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var gate = new StartGate();
        var app = MarketplaceApp.Build(args, output, gate);
        try
        {
            await app.StartAsync(cancellationToken);
            var demo = app.Services.GetRequiredService<ApiOptions>().Demo;
            if (demo)
                await new DemoShop(app.Services.GetRequiredService<IGrainFactory>()).OpenAsync();
            gate.Open();
            var running = new RunningMarketplace(app);
            await Banner.WriteAsync(running, demo, output);
            return running;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until it is told to stop, then drains and stops.</summary>
    /// <exception cref="EndedException">It ended though nobody told it to.</exception>
    /// <exception cref="LateEndException">It has not stopped in its time, and is left as it is.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _app.UntilEndAsync(stop);
        }
        catch (LateEndException)
        {
            _isLeft = true;
            throw;
        }
    }

    /// <summary>Drains and stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _isLeft ? ValueTask.CompletedTask : _app.DisposeAsync();
}
