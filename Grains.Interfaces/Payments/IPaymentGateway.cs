namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>
/// A payment gateway. Everything is idempotent by our reference, and durable at the gateway before it answers. A call that fails
/// or times out says nothing about its effect: ask by reference.
/// </summary>
/// <remarks>Safe for use by many threads. Any exception means 'unknown'.</remarks>
public interface IPaymentGateway
{
    /// <summary>Exchanges a card for a token.</summary>
    /// <exception cref="ArgumentException">The card's number, expiry or code makes no sense.</exception>
    Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellationToken = default);

    /// <summary>Takes money. The same reference is answered as the first time.</summary>
    Task<PaymentRecord> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sees to it that a reference has no money taken: repays what was captured, and forbids what was not, also where the reference
    /// was never heard of.
    /// </summary>
    Task<PaymentRecord> VoidAsync(string reference, CancellationToken cancellationToken = default);

    /// <summary>Repays a part of what was captured, once a refund id. The parts come off what a later void repays.</summary>
    /// <exception cref="InvalidOperationException">Nothing is captured, or the parts would exceed it.</exception>
    Task<PaymentRecord> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default);

    /// <summary>What is known of a reference.</summary>
    Task<PaymentRecord> FindAsync(string reference, CancellationToken cancellationToken = default);
}
