using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;
using Marketplace.Payments.Sandbox.Storage;

namespace Marketplace.Payments.Sandbox.Decisions;

/// <summary>What the gateway does: from what its books say to what they say next. Pure.</summary>
internal static class PaymentDecisions
{
    /// <summary>A capture. What is in the books stands: a repetition, a declined card and a voided reference stay what they are.</summary>
    public static StoredPayment Capture(StoredPayment? current, CaptureRequest request, DateTimeOffset now, TimeSpan settleAfter)
        => current is not null
            ? Settle(current, now)
            : CardTokenizer.BehaviourOf(request.Token) switch
            {
                CardBehaviour.Decline => new(PaymentState.Declined, request.Amount, "The card was declined."),
                CardBehaviour.SettleLate => new(PaymentState.Pending, request.Amount, null, now + settleAfter, PaymentState.Captured),
                CardBehaviour.DeclineLate => new(PaymentState.Pending, request.Amount, null, now + settleAfter, PaymentState.Declined),
                _ => new(PaymentState.Captured, request.Amount),
            };

    /// <summary>A void: what was taken is repaid, what was not is forbidden.</summary>
    public static StoredPayment Void(StoredPayment? current, DateTimeOffset now) => (current is null ? null : Settle(current, now)) switch
    {
        null => new(PaymentState.Voided, null),
        { State: PaymentState.Captured } taken => taken with { State = PaymentState.Repaid },
        { State: PaymentState.Pending } pending => new(PaymentState.Voided, pending.Amount),
        var decided => decided,
    };

    /// <summary>A part is repaid, once a refund id. What cannot be repaid changes nothing.</summary>
    public static StoredPayment Refund(StoredPayment current, RefundRequest request, DateTimeOffset now)
    {
        if (Settle(current, now) is not { State: PaymentState.Captured, Amount: { } amount } taken)
            return Settle(current, now);
        var parts = taken.Refunds ?? ImmutableSortedDictionary.Create<string, Money>(StringComparer.Ordinal);
        var refunded = taken.Refunded ?? Money.Zero(amount.Currency);
        var isWithin = request.Amount.Currency == amount.Currency
            && request.Amount.Amount >= 0
            && refunded.Amount + request.Amount.Amount <= amount.Amount;
        return parts.ContainsKey(request.RefundId) || !isWithin
            ? taken
            : taken with { Refunds = parts.Add(request.RefundId, request.Amount) };
    }

    /// <summary>A pending payment whose time has come is decided.</summary>
    public static StoredPayment Settle(StoredPayment current, DateTimeOffset now)
        => current is { State: PaymentState.Pending, SettlesAt: { } at, SettlesAs: { } state } && now >= at
            ? new(state, current.Amount, state == PaymentState.Declined ? "The card was declined." : null)
            : current;
}
