using Microsoft.Extensions.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider("Kafka", "EventLog", "Silo", typeof(Orleans.Hosting.KafkaEventLogProviderBuilder))]

namespace Orleans.Hosting;

/// <summary>Applies the section <c>Orleans:EventLog</c> when its <c>ProviderType</c> is <c>Kafka</c>.</summary>
internal sealed class KafkaEventLogProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) => builder.AddKafkaEventLog(configurationSection);
}
