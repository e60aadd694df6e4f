using System.Runtime.CompilerServices;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Cards;
using Marketplace.Payments.Sandbox.Decisions;
using Marketplace.Payments.Sandbox.Storage;
using Microsoft.Extensions.Options;

namespace Marketplace.Payments.Sandbox;

/// <summary>
/// A payment gateway for development and tests, with books of its own. It behaves as a good one does: durable before it answers,
/// idempotent by our reference, a void of an unknown reference is remembered. Card numbers choose how it treats them.
/// </summary>
internal sealed class SandboxGateway(IOptions<SandboxGatewayOptions> options, TimeProvider time) : ISandboxGateway, IDisposable
{
    private const int EntriesAtOnce = 512;

    private readonly PaymentBooks _books = new(options.Value.Directory);

    public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellationToken = default)
        => Task.FromResult(CardTokenizer.Tokenize(card));

    public async Task<PaymentRecord> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default)
    {
        var (now, settleAfter) = (time.GetUtcNow(), options.Value.SettleAfter);
        var payment = await _books.ChangeAsync(request.Reference, current => PaymentDecisions.Capture(current, request, now, settleAfter));
        switch (CardTokenizer.BehaviourOf(request.Token))
        {
            case CardBehaviour.Slow:
                await Task.Delay(options.Value.SlowAnswer, time, cancellationToken);
                break;
            case CardBehaviour.LoseAnswer:
                throw new TimeoutException("The gateway did not answer.");
        }

        return payment.ToRecord();
    }

    public async Task<PaymentRecord> VoidAsync(string reference, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var payment = await _books.ChangeAsync(reference, current => PaymentDecisions.Void(current, now));
        return payment.ToRecord();
    }

    public async Task<PaymentRecord> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (_books.Find(request.Reference) is null)
            throw new InvalidOperationException($"Nothing is captured for {request.Reference}.");
        var payment = await _books.ChangeAsync(request.Reference, current => PaymentDecisions.Refund(current!, request, now));
        return payment.Refunds?.GetValueOrDefault(request.RefundId) == request.Amount
            ? payment.ToRecord()
            : throw new InvalidOperationException($"{request.Amount} cannot be repaid of {request.Reference}.");
    }

    public async Task<PaymentRecord> FindAsync(string reference, CancellationToken cancellationToken = default)
    {
        if (_books.Find(reference) is not { } payment)
            return new PaymentRecord(PaymentState.Unknown, null, null);
        var now = time.GetUtcNow();
        if (PaymentDecisions.Settle(payment, now) != payment)
            payment = await _books.ChangeAsync(reference, current => PaymentDecisions.Settle(current!, now));
        return payment.ToRecord();
    }

    public async IAsyncEnumerable<KeyValuePair<string, PaymentRecord>> BooksAsync(
        string referencePrefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var (reference, payment) in _books.Scan(referencePrefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return KeyValuePair.Create(reference, payment.ToRecord());

            // The books may be long: whoever waits for the thread gets it.
            if (++count % EntriesAtOnce == 0)
                await Task.Yield();
        }
    }

    /// <summary>Whether the books take changes: nothing is written to them, and synced.</summary>
    /// <exception cref="IOException">They do not.</exception>
    public Task CheckBooksAsync() => _books.CheckAsync();

    public void Dispose() => _books.Dispose();
}
