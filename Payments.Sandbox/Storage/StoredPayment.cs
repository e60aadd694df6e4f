using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>A reference in the gateway's books.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Amount">How much was asked for; null when it was voided before anything was.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="SettlesAt">When a pending one is decided.</param>
/// <param name="SettlesAs">What a pending one becomes.</param>
/// <param name="Refunds">What was repaid in parts, by refund id; null where nothing was.</param>
internal sealed record StoredPayment(
    PaymentState State,
    Money? Amount,
    string? Reason = null,
    DateTimeOffset? SettlesAt = null,
    PaymentState? SettlesAs = null,
    ImmutableSortedDictionary<string, Money>? Refunds = null)
{
    public PaymentRecord ToRecord() => new(State, Amount, Reason, Refunded);

    /// <summary>The sum of all parts.</summary>
    [JsonIgnore]
    public Money? Refunded => Refunds is { Count: > 0 } parts && Amount is { } amount
        ? parts.Values.Aggregate(Money.Zero(amount.Currency), Money.Add)
        : null;
}
