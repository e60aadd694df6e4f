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
        _duration = Meter.CreateHistogram<double>("entities-commit-duration", "s", "From a batch's take-off until it is durable.");
        _calls = Meter.CreateHistogram<int>("entities-batch-calls", null, "Calls answered by one commit.");
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
