using System.Text.Json;

namespace Marketplace.Silo.Operations;

/// <summary>An event of an entity.</summary>
/// <param name="Version">The entity's version after the commit that it left with.</param>
/// <param name="Type">Its type.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Partition">The log's partition.</param>
/// <param name="Offset">Its place there.</param>
/// <param name="Data">Its data.</param>
public sealed record StoredEventView(long Version, string Type, DateTimeOffset Time, int Partition, long Offset, JsonElement Data);
