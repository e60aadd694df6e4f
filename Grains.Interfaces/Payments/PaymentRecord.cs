using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>What the gateway says of a reference.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Amount">How much was asked for; null where the gateway never heard of it.</param>
/// <param name="Reason">Why it was declined, or null.</param>
/// <param name="Refunded">What was repaid in parts; null where nothing was.</param>
public sealed record PaymentRecord(PaymentState State, Money? Amount, string? Reason, Money? Refunded = null);
