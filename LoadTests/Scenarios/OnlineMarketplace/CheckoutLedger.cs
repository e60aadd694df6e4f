namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>The clients' own books: what the server has promised them, to be held against what it shows afterwards.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class CheckoutLedger
{
    private readonly Lock _lock = new();
    private readonly List<AcknowledgedCheckout> _acknowledged = [];
    private long _unknown;

    /// <summary>Checkouts of which no answer says whether they took place.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    public void Acknowledge(AcknowledgedCheckout checkout)
    {
        lock (_lock) _acknowledged.Add(checkout);
    }

    public void CountUnknown() => Interlocked.Increment(ref _unknown);

    public IReadOnlyList<AcknowledgedCheckout> Acknowledged()
    {
        lock (_lock) return [.. _acknowledged];
    }
}
