using System.Text.Json.Serialization.Metadata;

namespace Orleans.Entities;

/// <summary>A registered type of events.</summary>
internal sealed record KnownEvent<TEvent>(string Name, JsonTypeInfo<TEvent> Json);
