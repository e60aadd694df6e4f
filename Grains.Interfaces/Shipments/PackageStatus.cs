using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>Where a package is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PackageStatus>))]
public enum PackageStatus
{
    /// <summary>Paid, and the seller's to ship.</summary>
    [JsonStringEnumMemberName("readyToShip")] ReadyToShip,

    /// <summary>On its way.</summary>
    [JsonStringEnumMemberName("shipped")] Shipped,

    /// <summary>Delivered.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered,

    /// <summary>Taken back before it was shipped.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn,
}
