using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>Makes a voucher, or replaces its terms.</summary>
/// <param name="Terms">What it takes off, and when.</param>
/// <param name="Precondition">What must hold of the voucher there is.</param>
[GenerateSerializer, Immutable, Alias("put-voucher")]
public sealed record PutVoucher([property: Id(0)] VoucherTerms Terms, [property: Id(1)] Precondition Precondition);
