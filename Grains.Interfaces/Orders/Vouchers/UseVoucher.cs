namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>Uses a voucher for an order, once however often it is said.</summary>
/// <param name="OrderKey">The order's grain key.</param>
/// <param name="Version">The version of the voucher that the order was priced from.</param>
[GenerateSerializer, Immutable, Alias("use-voucher")]
public sealed record UseVoucher([property: Id(0)] string OrderKey, [property: Id(1)] long Version);
