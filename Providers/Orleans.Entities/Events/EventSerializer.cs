using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orleans.Entities;

/// <summary>Events by the contexts that were registered. What is known of a type is found by the type's slot.</summary>
internal sealed class EventSerializer : IEventSerializer
{
    private const int MaxNameBytes = 255;

    private static readonly MethodInfo AddEventMethod =
        typeof(EventSerializer).GetMethod(nameof(AddEvent), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private object?[] _known = [];

    /// <exception cref="InvalidOperationException">A name is not 1 to 255 bytes long.</exception>
    public EventSerializer(IEnumerable<EventContext> contexts)
    {
        foreach (var context in contexts)
            AddContext(context.Context);
    }

    public PendingEvent Serialize<TEvent>(TEvent value) where TEvent : notnull
    {
        var known = Find<TEvent>();
        return new(known.Name, JsonSerializer.SerializeToUtf8Bytes(value, known.Json));
    }

    public bool TryDeserialize<TEvent>(LogEvent value, [NotNullWhen(true)] out TEvent? result) where TEvent : notnull
    {
        var known = Find<TEvent>();
        result = value.Type == known.Name ? JsonSerializer.Deserialize(value.Data.Span, known.Json) : default;
        return result is not null && value.Type == known.Name;
    }

    public string TypeOf<TEvent>() where TEvent : notnull => Find<TEvent>().Name;

    private KnownEvent<TEvent> Find<TEvent>()
    {
        var slot = TypeSlot<TEvent>.Index;
        return slot < _known.Length && _known[slot] is { } known
            ? (KnownEvent<TEvent>)known
            : throw new ArgumentException($"{typeof(TEvent)} is not an event: it needs an [Alias], and a context that declares it, given to AddEntityEvents.");
    }

    // What a context declares are its events; what it knows besides are their parts.
    private void AddContext(JsonSerializerContext context)
    {
        foreach (var declared in context.GetType().GetCustomAttributesData())
        {
            if (declared.AttributeType != typeof(JsonSerializableAttribute) || declared.ConstructorArguments[0].Value is not Type type)
                continue;
            if (type.GetCustomAttribute<AliasAttribute>() is { } named && context.GetTypeInfo(type) is { } json)
                AddEventMethod.MakeGenericMethod(type).Invoke(this, BindingFlags.DoNotWrapExceptions, null, [named.Alias, json], null);
        }
    }

    private void AddEvent<TEvent>(string name, JsonTypeInfo<TEvent> json)
    {
        if (Encoding.UTF8.GetByteCount(name) is 0 or > MaxNameBytes)
            throw new InvalidOperationException($"The event type of {typeof(TEvent)} must have 1 to {MaxNameBytes} bytes.");
        var slot = TypeSlot<TEvent>.Index;
        if (slot >= _known.Length)
            Array.Resize(ref _known, slot + 1);
        _known[slot] = new KnownEvent<TEvent>(name, json);
    }
}
