using Microsoft.Extensions.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider("RocksDb", "Streaming", "Silo", typeof(Orleans.Hosting.RocksDbStreamsProviderBuilder))]
[assembly: RegisterProvider("RocksDb", "Streaming", "Client", typeof(Orleans.Hosting.RocksDbStreamsProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies a section <c>Orleans:Streaming:{name}</c> when its <c>ProviderType</c> is <c>RocksDb</c>: streams over the log in the files.</summary>
internal sealed class RocksDbStreamsProviderBuilder : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddEventStreams(name!, stream => ConfiguredEventStreams.Configure(stream, configurationSection));

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddEventStreams(name!, stream => ConfiguredEventStreams.Configure(stream, configurationSection));
}
