using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Entities;

namespace Orleans.Hosting;

/// <summary>Orleans streams over the silos' log, on a client.</summary>
public static class EventStreamClientBuilderExtensions
{
    /// <summary>
    /// Adds the provider of streams that the silos have under the same name (<see cref="EventStreams"/>): to subscribe by. Typed events are
    /// read by what <c>AddEntityEvents</c> made known to the client.
    /// </summary>
    public static IClientBuilder AddEventStreams(this IClientBuilder builder, string name, Action<IClusterClientPersistentStreamConfigurator>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton<EventBatchReading>();
        return builder.AddPersistentStreams(name, StreamAdapterFactory.OnClient, configure);
    }
}
