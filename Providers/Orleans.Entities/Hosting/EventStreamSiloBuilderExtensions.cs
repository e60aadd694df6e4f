using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Entities;

namespace Orleans.Hosting;

/// <summary>Orleans streams over the log on a silo.</summary>
public static class EventStreamSiloBuilderExtensions
{
    /// <summary>
    /// Adds a provider of streams that are read from the silo's <see cref="IEventLog"/> (<see cref="EventStreams"/>). Subscribers get
    /// <see cref="LogEvent"/>s, or events of one registered type: at least once, each entity's in order. They begin at the log's end when the first silo starts; after
    /// a restart it goes on where every subscriber had been. What a subscriber does not take is offered again until it does.
    /// </summary>
    /// <remarks>Explicit subscriptions are kept in the grain storage <c>PubSubStore</c>; without one, configure <c>ImplicitOnly</c>.</remarks>
    /// <param name="builder">The silo.</param>
    /// <param name="name">The provider's name. Positions are stored under it: the same on every silo, and never changed.</param>
    /// <param name="configure">What Orleans lets one configure of streams.</param>
    public static ISiloBuilder AddEventStreams(this ISiloBuilder builder, string name, Action<ISiloPersistentStreamConfigurator>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var services = builder.Services;
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReaderMetrics>();
        services.TryAddSingleton(StreamSettings.Default);
        services.TryAddSingleton<EventBatchReading>();
        return builder.AddPersistentStreams(name, StreamAdapterFactory.OnSilo, stream =>
        {
            stream.ConfigurePullingAgent(options => options.Configure<StreamSettings>(
                (agent, settings) => agent.GetQueueMsgsTimerPeriod = settings.ReadPeriod));
            configure?.Invoke(stream);
        });
    }
}
