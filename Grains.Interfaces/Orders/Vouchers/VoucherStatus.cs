using System.Text.Json.Serialization;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>Whether new orders may use a voucher.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VoucherStatus>))]
public enum VoucherStatus
{
    /// <summary>They may, within its time and limit.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>They may not; those that use it keep what it took off.</summary>
    [JsonStringEnumMemberName("disabled")] Disabled,
}
