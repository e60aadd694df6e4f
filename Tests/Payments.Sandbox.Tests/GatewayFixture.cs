using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Payments.Sandbox.Tests;

/// <summary>A gateway over a folder of its own, that can be closed and opened again.</summary>
public abstract class GatewayFixture : IAsyncDisposable
{
    /// <summary>The gateway's clock.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected string Folder { get; } = Directory.CreateTempSubdirectory("sandbox-gateway-").FullName;

    /// <summary>Opens it; one that is open is closed first.</summary>
    public abstract Task<ISandboxGateway> OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask CloseAsync();
}
