using System.Diagnostics.Metrics;

namespace Orleans.Entities;

/// <summary>The meter <c>Orleans.Entities</c>: what the entities of a silo do.</summary>
internal sealed class EntityMetrics
{
    public const string MeterName = "Orleans.Entities";

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _calls;
    private readonly Counter<long> _deaths;
    private readonly Counter<long> _overloads;

    public EntityMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(MeterName);
        _duration = Meter.CreateHistogram(
            "entities-commit-duration", "s", "From a batch's take-off until it is durable.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
        _calls = Meter.CreateHistogram(
            "entities-batch-calls", null, "Calls answered by one commit.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] });
        _deaths = Meter.CreateCounter<long>("entities-activations-lost", null, "Activations that lost a write, or whose store fell silent.");
        _overloads = Meter.CreateCounter<long>("entities-overloads", null, "Calls refused because too much waits.");
    }

    public Meter Meter { get; }

    public void Landed(int calls, TimeSpan duration)
    {
        if (_duration.Enabled)
            _duration.Record(duration.TotalSeconds);
        if (_calls.Enabled)
            _calls.Record(calls);
    }

    public void Died() => _deaths.Add(1);

    public void Overloaded() => _overloads.Add(1);
}
