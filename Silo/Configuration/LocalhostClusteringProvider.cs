using System.Net;
using Marketplace.Silo.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider(LocalhostClusteringProvider.Name, "Clustering", "Silo", typeof(LocalhostClusteringProvider))]

namespace Marketplace.Silo.Configuration;

/// <summary>
/// A cluster of one process: <c>Orleans:Clustering:ProviderType</c> is <c>Localhost</c>. Its port is a free one on loopback unless
/// <c>SiloPort</c> says otherwise, and it has no gateway, since its only client is inside it.
/// </summary>
internal sealed class LocalhostClusteringProvider : IProviderBuilder<ISiloBuilder>
{
    public const string Name = "Localhost";

    private const int NoGateway = 0;

    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        var configured = builder.Configuration.ReadInt32(configurationSection.Path + ":SiloPort", 0, 0, IPEndPoint.MaxPort);
        var port = configured == 0 ? FreePort.On(IPAddress.Loopback) : configured;
        builder.UseLocalhostClustering(
            port,
            NoGateway,
            serviceId: builder.Configuration["Orleans:ServiceId"]!,
            clusterId: builder.Configuration["Orleans:ClusterId"]!);
    }
}
