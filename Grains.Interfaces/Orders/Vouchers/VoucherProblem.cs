using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>Why a voucher could not be used.</summary>
/// <param name="Place">Its place among those that the checkout named, from 0.</param>
/// <param name="VoucherId">The voucher.</param>
/// <param name="Code">One of <see cref="RefusalCodes"/>.</param>
[GenerateSerializer, Immutable, Alias("voucher-problem")]
public sealed record VoucherProblem([property: Id(0)] int Place, [property: Id(1)] string VoucherId, [property: Id(2)] string Code);
