using Microsoft.Extensions.DependencyInjection;
using Orleans.Streaming.Kafka;

namespace Orleans.Hosting;

/// <summary>Orleans streams over the log on Apache Kafka, on silos and clients.</summary>
public static class KafkaStreamsBuilderExtensions
{
    /// <summary>
    /// Adds a provider of streams that are read from the silo's log on Kafka (<c>AddKafkaEventLog</c>), as
    /// <see cref="EventStreamSiloBuilderExtensions.AddEventStreams"/> says: a queue is a partition of the topic.
    /// </summary>
    public static ISiloBuilder AddKafkaStreams(this ISiloBuilder builder, string name, Action<ISiloPersistentStreamConfigurator>? configure = null)
    {
        builder.Services.AddTransient<IConfigurationValidator>(services => new KafkaStreamsValidator(name, services.GetService<KafkaEventLog>()));
        return builder.AddEventStreams(name, configure);
    }

    /// <summary>Adds the provider of streams that the silos have under the same name: to subscribe by. A client talks to silos, never to Kafka.</summary>
    public static IClientBuilder AddKafkaStreams(this IClientBuilder builder, string name, Action<IClusterClientPersistentStreamConfigurator>? configure = null)
        => builder.AddEventStreams(name, configure);
}
