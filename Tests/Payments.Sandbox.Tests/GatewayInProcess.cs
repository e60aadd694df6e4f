using Marketplace.Payments.Sandbox.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>The gateway in this process.</summary>
public sealed class GatewayInProcess : GatewayFixture
{
    private ServiceProvider? _provider;

    public override async Task<ISandboxGateway> OpenAsync()
    {
        await CloseAsync();
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSandboxPaymentGateway(options => options.Directory = Folder)
            .BuildServiceProvider();
        return _provider.GetRequiredService<ISandboxGateway>();
    }

    protected override ValueTask CloseAsync() => _provider?.DisposeAsync() ?? ValueTask.CompletedTask;
}
