namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>A use in the list of those whose orders are not known to be paid.</summary>
/// <param name="OrderKey">The order's grain key.</param>
/// <param name="Since">Since when it has not been asked about.</param>
[GenerateSerializer, Immutable, Alias("voucher-open-use")]
internal sealed record OpenUse([property: Id(0)] string OrderKey, [property: Id(1)] DateTimeOffset Since);
