using System.Net;
using Marketplace.Silo.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider(LocalhostClusteringProvider.Name, "Clustering", "Silo", typeof(LocalhostClusteringProvider))]
[assembly: RegisterProvider(LocalhostClusteringProvider.Name, "Clustering", "Client", typeof(LocalhostClusteringProvider))]

namespace Marketplace.Silo.Configuration;

/// <summary>
/// A cluster of one process: <c>Orleans:Clustering:ProviderType</c> is <c>Localhost</c>. Its port is a free one on loopback unless
/// <c>SiloPort</c> says otherwise. A client elsewhere finds it at its <c>GatewayPort</c>, if it is one that has a gateway.
/// </summary>
internal sealed class LocalhostClusteringProvider : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
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

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection) => builder.UseLocalhostClustering(
        SiloEndpoints.ReadGatewayPort(builder.Configuration),
        serviceId: builder.Configuration["Orleans:ServiceId"]!,
        clusterId: builder.Configuration["Orleans:ClusterId"]!);
}
