using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>Whether a product is for sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProductStatus>))]
public enum ProductStatus
{
    /// <summary>For sale.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>Kept, shown, not for sale.</summary>
    [JsonStringEnumMemberName("paused")] Paused,

    /// <summary>Taken away; it stays known so that carts that hold it can say so.</summary>
    [JsonStringEnumMemberName("removed")] Removed,
}
