using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Cassandra;
using Orleans.Providers;

[assembly: RegisterProvider("Cassandra", "Clustering", "Silo", typeof(Orleans.Hosting.CassandraClusteringProviderBuilder))]
[assembly: RegisterProvider("Cassandra", "Clustering", "Client", typeof(Orleans.Hosting.CassandraClusteringProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:Clustering</c> when its <c>ProviderType</c> is <c>Cassandra</c>.</summary>
internal sealed class CassandraClusteringProviderBuilder : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseCassandraClustering(options => options.Configure<IServiceProvider>((it, services) => it.BindConnection(configurationSection, services)));

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.UseCassandraClustering(options => options.Configure<IServiceProvider>((it, services) => it.BindConnection(configurationSection, services)));
}
