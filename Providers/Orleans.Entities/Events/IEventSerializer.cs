using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities;

/// <summary>Turns events into JSON and back, by source-generated metadata. An event's type name is its <see cref="AliasAttribute"/>: <c>{domain}.{entity}.{what-happened}.v{n}</c>.</summary>
/// <remarks>Safe for use by many threads. Registered by <c>AddEntityEvents</c>.</remarks>
public interface IEventSerializer
{
    /// <summary>Encodes an event.</summary>
    /// <exception cref="ArgumentException">Its type is not registered.</exception>
    PendingEvent Serialize<TEvent>(TEvent value) where TEvent : notnull;

    /// <summary>Decodes an event of a known type; false when it is of another type.</summary>
    /// <exception cref="System.Text.Json.JsonException">The data is not what the type says.</exception>
    bool TryDeserialize<TEvent>(LogEvent value, [NotNullWhen(true)] out TEvent? result) where TEvent : notnull;

    /// <summary>The type name of an event.</summary>
    string TypeOf<TEvent>() where TEvent : notnull;
}
