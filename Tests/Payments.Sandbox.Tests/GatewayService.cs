using Marketplace.Payments.Sandbox.Client;
using Marketplace.Payments.Sandbox.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>The gateway as a service, asked over real connections. When it is opened again it is where it was.</summary>
public sealed class GatewayService : GatewayFixture
{
    private RunningSandboxGateway? _service;
    private SandboxGatewayClient? _client;
    private Uri? _address;

    /// <summary>Where it listens, once it is open.</summary>
    public Uri Address => _address!;

    /// <summary>What the service writes into its log, at any level.</summary>
    internal LogLines Log { get; } = new();

    /// <summary>More configuration as <c>--Key=value</c>.</summary>
    public string[] Settings { get; set; } = [];

    public override async Task<ISandboxGateway> OpenAsync()
    {
        await StopAsync();
        string[] settings =
        [
            $"--urls={_address?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:0"}",
            $"--Marketplace:Payments:Sandbox:Directory={Folder}",
            .. Settings,
        ];
        _service = await RunningSandboxGateway.StartAsync(
            settings,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Trace);
            },
            TestContext.Current.CancellationToken);
        _address = _service.Addresses[0];
        return _client ??= new SandboxGatewayClient(_address, TimeProvider.System);
    }

    /// <summary>Stops the service; its client stays.</summary>
    public async Task StopAsync()
    {
        if (_service is null)
            return;
        await _service.StopAsync(TestContext.Current.CancellationToken);
        await _service.DisposeAsync();
        _service = null;
    }

    protected override async ValueTask CloseAsync()
    {
        _client?.Dispose();
        await StopAsync();
    }
}
