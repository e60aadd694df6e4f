namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>A voucher of an order. What it takes off is in the order's lines.</summary>
/// <param name="VoucherId">The voucher.</param>
/// <param name="Version">The version of it that the order was priced from.</param>
[GenerateSerializer, Immutable, Alias("order-voucher")]
public sealed record OrderVoucher([property: Id(0)] string VoucherId, [property: Id(1)] long Version);
