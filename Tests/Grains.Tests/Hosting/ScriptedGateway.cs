using System.Collections.Concurrent;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Grains.Tests.Hosting;

/// <summary>
/// A payment gateway that does what a test says. Like a real one it is idempotent by reference, remembers what it declined, and refuses
/// what was voided before. It outlives the silo.
/// </summary>
public sealed class ScriptedGateway : IPaymentGateway
{
    private readonly ConcurrentDictionary<string, PaymentRecord> _records = new();
    private readonly ConcurrentDictionary<string, RefundRequest> _refunds = new();
    private int _captures;

    /// <summary>Decides on a capture that is new: takes the money at once unless a test says otherwise. It may throw or never end.</summary>
    public Func<CaptureRequest, Task<PaymentState>> OnCapture { get; set; } = _ => Task.FromResult(PaymentState.Captured);

    /// <summary>Called when a capture has had its effect; may throw, as if the answer were lost.</summary>
    public Func<CaptureRequest, Task> OnCaptured { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before something is looked up. It may never end.</summary>
    public Func<string, Task> OnFind { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a void has any effect; may throw.</summary>
    public Func<string, Task> OnVoid { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is known, by reference.</summary>
    public IReadOnlyDictionary<string, PaymentRecord> Records => _records;

    /// <summary>How often a capture was asked for.</summary>
    public int Captures => _captures;

    public Task<CardToken> TokenizeAsync(Card card, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(card);
        return Task.FromResult(new CardToken("tok", card.Brand ?? "VISA", card.Number[^4..]));
    }

    public async Task<PaymentRecord> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Interlocked.Increment(ref _captures);
        if (_records.TryGetValue(request.Reference, out var known) && known.State != PaymentState.Pending)
            return known;
        var state = await OnCapture(request);
        var record = _records.AddOrUpdate(
            request.Reference,
            _ => new(state, request.Amount, Reason(state)),
            (_, present) => present.State == PaymentState.Pending ? new(state, request.Amount, Reason(state)) : present);
        await OnCaptured(request);
        return record;
    }

    public async Task<PaymentRecord> VoidAsync(string reference, CancellationToken cancellationToken = default)
    {
        await OnVoid(reference);
        return _records.AddOrUpdate(
            reference,
            _ => new(PaymentState.Voided, null, null),
            (_, present) => present.State switch
            {
                PaymentState.Captured => present with { State = PaymentState.Repaid },
                PaymentState.Pending => present with { State = PaymentState.Voided },
                _ => present,
            });
    }

    public Task<PaymentRecord> RefundAsync(RefundRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!_records.TryGetValue(request.Reference, out var known) || known.State != PaymentState.Captured)
            throw new InvalidOperationException("Nothing is captured.");
        _refunds.TryAdd($"{request.Reference}/{request.RefundId}", request);
        var refunded = _refunds.Values
            .Where(refund => refund.Reference == request.Reference)
            .Select(refund => refund.Amount)
            .Aggregate((one, other) => one + other);
        return refunded.Amount <= known.Amount!.Value.Amount
            ? Task.FromResult(_records[request.Reference] = known with { Refunded = refunded })
            : throw new InvalidOperationException("The parts exceed the capture.");
    }

    public async Task<PaymentRecord> FindAsync(string reference, CancellationToken cancellationToken = default)
    {
        await OnFind(reference);
        return _records.TryGetValue(reference, out var known) ? known : new(PaymentState.Unknown, null, null);
    }

    /// <summary>Decides what was pending.</summary>
    public void Decide(string reference, PaymentState state)
        => _records.AddOrUpdate(
            reference,
            _ => new(state, null, Reason(state)),
            (_, present) => present.State == PaymentState.Pending ? present with { State = state, Reason = Reason(state) } : present);

    private static string? Reason(PaymentState state) => state == PaymentState.Declined ? "insufficient funds" : null;
}
