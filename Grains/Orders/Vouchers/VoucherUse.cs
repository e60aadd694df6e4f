namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>An order's use of a voucher.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Number">Its place in the list of open uses; 0 when the order is known to be paid.</param>
[GenerateSerializer, Immutable, Alias("voucher-use")]
internal sealed record VoucherUse([property: Id(0)] DateTimeOffset Since, [property: Id(1)] long Number);
