using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Orleans.Entities;

/// <summary>Makes the adapters of streams over the log.</summary>
internal static class StreamAdapterFactory
{
    /// <summary>On a silo: one that reads the log. Its positions are stored under <c>streams/{name}</c>.</summary>
    public static IQueueAdapterFactory OnSilo(IServiceProvider services, string name)
    {
        var log = services.GetService<IEventLog>()
            ?? throw new InvalidOperationException($"The streams '{name}' need a log of events: add entities, or a log of its own, to the silo.");
        var settings = services.GetRequiredService<StreamSettings>();
        var reader = $"streams/{name}";
        return new StreamAdapter(name, log.PartitionCount, stop => StreamPositions.TakeAllAsync(log, reader, stop), Receiver, settings);

        StreamReceiver Receiver(int partition, StreamQueue queue) => new(
            reader,
            partition,
            log,
            queue,
            services.GetRequiredService<EventBatchReading>(),
            settings,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ReaderMetrics>(),
            services.GetRequiredService<ILogger<StreamReceiver>>());
    }

    /// <summary>On a client: one to subscribe by. Agents are on silos, which read for it.</summary>
    public static IQueueAdapterFactory OnClient(IServiceProvider services, string name) => new StreamAdapter(
        name, 1, _ => Task.CompletedTask, (_, _) => throw new InvalidOperationException("A client reads no partition."), StreamSettings.Default);
}
