using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>What this process reads events of batches with, also of those that arrive from another one.</summary>
/// <remarks>
/// An event that cannot be read as its type is passed over, and told with its place and the cause: a subscription that failed for it would be
/// offered it again for ever, and hold up its stream, and in the end its partition. Who subscribes to <see cref="LogEvent"/> gets it.
/// </remarks>
internal sealed partial class EventBatchReading(IServiceProvider services, ILogger<EventBatchReading> logger)
{
    private readonly IEventSerializer? _serializer = services.GetService<IEventSerializer>();

    public static ArgumentException NothingRegistered<T>() => new($"Events cannot be read as {typeof(T)}: no events were registered by AddEntityEvents.");

    public void OnDeserialized(EventBatch batch) => batch.ReadWith(this);

    /// <summary>Reads an event as a type; false when it is of another, or cannot be read.</summary>
    /// <exception cref="ArgumentException">The type is not registered.</exception>
    public bool TryRead<T>(LogEvent value, [NotNullWhen(true)] out T? item)
    {
        var serializer = _serializer ?? throw NothingRegistered<T>();
        item = default;
#pragma warning disable CS8714 // Orleans' interface cannot say that T is not null.
        if (value.Type != serializer.TypeOf<T>())
            return false;
        try
        {
            return serializer.TryDeserialize(value, out item);
        }
#pragma warning restore CS8714
        catch (Exception unreadable)
        {
            LogUnreadable(logger, unreadable, value.Id, value.Type, value.Partition, value.Offset);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Event {Id}, in partition {Partition} at {Offset}, cannot be read as {Type} and was passed over")]
    private static partial void LogUnreadable(ILogger logger, Exception unreadable, string id, string type, int partition, long offset);
}
