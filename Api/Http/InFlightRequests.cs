using System.Diagnostics.Metrics;

namespace Marketplace.Api.Http;

/// <summary>Counts requests in flight against their limit. Safe for use by many threads.</summary>
internal sealed class InFlightRequests
{
    private readonly int _limit;
    private readonly Counter<long> _refused;
    private int _count;

    /// <param name="limit">The most at one time.</param>
    /// <param name="meters">Makes the meter, and owns it.</param>
    public InFlightRequests(int limit, IMeterFactory meters)
    {
        _limit = limit;
        var meter = meters.Create("Marketplace.Api");
        _refused = meter.CreateCounter<long>("marketplace-api-requests-refused", "{request}", "Requests that were refused since too many were in flight.");
        meter.CreateObservableGauge("marketplace-api-requests-in-flight", () => Volatile.Read(ref _count), "{request}", "Requests in flight.");
    }

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= _limit)
            return true;
        Interlocked.Decrement(ref _count);
        _refused.Add(1);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
