using System.Diagnostics.Metrics;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Common;

/// <summary>What operators see of the business, on the meter <c>Marketplace.Grains</c>.</summary>
internal sealed class GrainMetrics
{
    private readonly Counter<long> _orders;
    private readonly Histogram<double> _checkout;

    public GrainMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Marketplace.Grains");
        _orders = meter.CreateCounter<long>("marketplace.orders", "{order}", "Orders by what became of them.");
        _checkout = meter.CreateHistogram(
            "marketplace.checkout.duration", "s", "From a checkout's arrival at its cart to its answer.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20] });
    }

    /// <summary>An order came to a state that is told to the world.</summary>
    public void OrderBecame(OrderStatus status) => _orders.Add(1, new KeyValuePair<string, object?>("outcome", Outcomes.NameOf(status)));

    /// <summary>A checkout was answered.</summary>
    public void CheckoutTook(TimeSpan duration) => _checkout.Record(duration.TotalSeconds);

    private static class Outcomes
    {
        private static readonly string[] Names = Enum.GetNames<OrderStatus>();

        public static string NameOf(OrderStatus status) => Names[(int)status];
    }
}
