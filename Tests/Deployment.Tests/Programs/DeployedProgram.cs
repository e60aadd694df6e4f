using Marketplace.Api.Hosting;
using Marketplace.Deployment.Tests.Images;
using Marketplace.Payments.Sandbox.Service;
using Marketplace.Silo.Commands;
using Marketplace.Silo.Configuration;
using Marketplace.Silo.Hosting;
using Marketplace.Silo.Logging;
using Marketplace.Silo.Operators;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Marketplace.Deployment.Tests.Programs;

/// <summary>
/// A program of ours, put together as it is in its container, and not started: what it refuses of its configuration it refuses here.
/// </summary>
internal sealed class DeployedProgram : IAsyncDisposable
{
    private readonly IAsyncDisposable _host;
    private readonly string _folder;
    private readonly Func<string, Task<int>>? _operators;

    private DeployedProgram(IAsyncDisposable host, IServiceProvider services, string folder, Func<string, Task<int>>? operators)
        => (_host, Services, _folder, _operators) = (host, services, folder, operators);

    public IServiceProvider Services { get; }

    public IConfiguration Configuration => Services.GetRequiredService<IConfiguration>();

    /// <summary>How long it takes at most to stop.</summary>
    public TimeSpan StopsWithin => Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

    /// <summary>The ports that it listens on, by what they are for.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; private init; } = new Dictionary<string, int>();

    /// <summary>Puts it together.</summary>
    /// <param name="image">The image's name.</param>
    /// <param name="arguments">What the container gives it; none for the image's own.</param>
    /// <param name="environment">What the container has in its environment, above the image's.</param>
    /// <exception cref="ConfigurationRefusedException">The program would not start.</exception>
    public static DeployedProgram Build(string image, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var file = Dockerfile.Of(image)!;
        var all = new Dictionary<string, string>(file.Environment);
        foreach (var (name, value) in environment)
            all[name] = value;

        // Orleans' hosting reads these there and nowhere else.
        foreach (var (name, value) in environment.Where(variable => variable.Key.StartsWith("POD_", StringComparison.Ordinal)))
            Environment.SetEnvironmentVariable(name, value);
        var folder = Directory.CreateTempSubdirectory("marketplace-deployed-").FullName;
        var settings = new ContainerEnvironment(all).AsArguments(folder);
        try
        {
            var command = arguments.Count > 0 ? arguments : file.DefaultArguments;
            return (file.Project, command.Count > 0 ? command[0] : null) switch
            {
                ("Silo", "run") => Silo(settings, folder),
                ("Silo", "schema") => Schema(settings, folder),
                ("Api", null) => Api(settings, folder),
                ("Payments.Sandbox", null) => Payments(settings, folder),
                var (project, other) => throw new InvalidOperationException($"{project} has no command '{other}'"),
            };
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>What is answered at a path of its port, without a key; 404 where there is nothing.</summary>
    public Task<int> StatusAsync(string port, string path)
        => port == "operators" ? _operators!(path) : Task.FromResult(Routes.Contains(path) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string?> Routes => ((IEndpointRouteBuilder)_host).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText);

    private static DeployedProgram Silo(string[] settings, string folder)
    {
        var host = SiloHost.Build(settings, TextWriter.Null, new StartGate());
        Validate(host.Services);
        var endpoints = SiloEndpoints.Read(host.Services.GetRequiredService<IConfiguration>(), withGateway: true);
        return new((IAsyncDisposable)host, host.Services, folder, AskOperators(host.Services))
        {
            Ports = new Dictionary<string, int> { ["silo"] = endpoints.SiloPort, ["gateway"] = endpoints.GatewayPort, ["operators"] = OperatorsPort(host.Services) },
        };
    }

    private static DeployedProgram Schema(string[] settings, string folder)
    {
        var host = CommandHost.Build(settings);
        return new(host, host.Services, folder, null);
    }

    private static DeployedProgram Api(string[] settings, string folder)
    {
        var app = MarketplaceApp.Build(settings, TextWriter.Null, new StartGate());
        var urls = app.Services.GetRequiredService<ApiOptions>().Urls;
        return new(app, app.Services, folder, AskOperators(app.Services))
        {
            Ports = new Dictionary<string, int> { ["http"] = new Uri(Assert.Single(urls)).Port, ["operators"] = OperatorsPort(app.Services) },
        };
    }

    private static DeployedProgram Payments(string[] settings, string folder)
    {
        var app = SandboxService.Build(settings, null);
        SandboxService.Map(app);
        var url = new Uri(Assert.Single(SandboxServiceOptions.Read(app.Configuration).Urls));
        return new(app, app.Services, folder, null) { Ports = new Dictionary<string, int> { ["http"] = url.Port } };
    }

    private static void Validate(IServiceProvider services)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
            validator.ValidateConfiguration();
    }

    private static int OperatorsPort(IServiceProvider services) => services.GetRequiredService<OperatorsOptions>().Url.Port;

    private static Func<string, Task<int>> AskOperators(IServiceProvider services) => async path =>
    {
        var pipeline = OperatorsPipeline.Build(services.GetRequiredService<OperatorsOptions>(), services);
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Method, http.Request.Path) = (HttpMethods.Get, path);
        await pipeline(http);
        return http.Response.StatusCode;
    };
}
