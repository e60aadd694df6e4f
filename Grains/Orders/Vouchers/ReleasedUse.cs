namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>Remembers a use that was given back, so that what is late has no effect.</summary>
/// <param name="At">When it was.</param>
[GenerateSerializer, Immutable, Alias("voucher-released-use")]
internal sealed record ReleasedUse([property: Id(0)] DateTimeOffset At);
