using Microsoft.Extensions.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider("Kafka", "Streaming", "Silo", typeof(Orleans.Hosting.KafkaStreamsProviderBuilder))]
[assembly: RegisterProvider("Kafka", "Streaming", "Client", typeof(Orleans.Hosting.KafkaStreamsProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies a section <c>Orleans:Streaming:{name}</c> when its <c>ProviderType</c> is <c>Kafka</c>.</summary>
internal sealed class KafkaStreamsProviderBuilder : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
        => builder.AddKafkaStreams(name!, stream => ConfiguredEventStreams.Configure(stream, configurationSection));

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection)
        => builder.AddKafkaStreams(name!, stream => ConfiguredEventStreams.Configure(stream, configurationSection));
}
