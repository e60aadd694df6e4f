using Marketplace.Payments.Sandbox.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>A gateway over a folder of its own, that can be closed and opened again.</summary>
public sealed class GatewayFixture : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sandbox-gateway-").FullName;
    private ServiceProvider? _provider;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public ISandboxGateway Open()
    {
        _provider?.Dispose();
        _provider = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddSandboxPaymentGateway(options => options.Directory = _directory)
            .BuildServiceProvider();
        return _provider.GetRequiredService<ISandboxGateway>();
    }

    public void Dispose()
    {
        _provider?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
