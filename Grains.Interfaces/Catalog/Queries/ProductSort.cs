using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Catalog.Queries;

/// <summary>How products are sorted. Each order ends with seller and product, so that it is total.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProductSort>))]
public enum ProductSort
{
    /// <summary>The newest first.</summary>
    [JsonStringEnumMemberName("newest")] Newest,

    /// <summary>The cheapest first, by currency.</summary>
    [JsonStringEnumMemberName("price")] Price,

    /// <summary>By name, without regard to case.</summary>
    [JsonStringEnumMemberName("name")] Name,
}
