using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Entities;

/// <summary>Gives batches that arrive from another process what this one reads events with.</summary>
internal sealed class EventBatchReading(IServiceProvider services)
{
    private readonly IEventSerializer? _serializer = services.GetService<IEventSerializer>();

    public void OnDeserialized(EventBatch batch) => batch.ReadWith(_serializer);
}
