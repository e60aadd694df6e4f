using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>A reference in the gateway's books.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Amount">How much was asked for; null when it was voided before anything was.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="SettlesAt">When a pending one is decided.</param>
/// <param name="SettlesAs">What a pending one becomes.</param>
internal sealed record StoredPayment(
    PaymentState State, Money? Amount, string? Reason = null, DateTimeOffset? SettlesAt = null, PaymentState? SettlesAs = null)
{
    public PaymentRecord ToRecord() => new(State, Amount, Reason);
}
