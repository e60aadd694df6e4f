using System.Text.Json.Serialization;

namespace Orleans.Entities;

/// <summary>A source of events' metadata.</summary>
internal sealed record EventContext(JsonSerializerContext Context);
