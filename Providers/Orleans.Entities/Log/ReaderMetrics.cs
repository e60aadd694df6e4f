using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Entities;

/// <summary>What the readers of the log measure: dispatchers and projections alike.</summary>
internal sealed class ReaderMetrics
{
    private readonly ConcurrentDictionary<(string Reader, int Partition), long> _lags = new();
    private readonly Counter<long> _events;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _retries;
    private readonly UpDownCounter<long> _stopped;

    public ReaderMetrics(IMeterFactory meters)
    {
        // The factory owns the meter.
        var meter = meters.Create("Orleans.Entities");
        _events = meter.CreateCounter<long>("orleans-entities-reader-events", "{event}", "Events that readers of the log have settled.");
        _parked = meter.CreateCounter<long>("orleans-entities-reader-parked", "{event}", "Events that a target refused.");
        _retries = meter.CreateCounter<long>("orleans-entities-reader-retries", "{call}", "Calls that failed and are made again.");
        _stopped = meter.CreateUpDownCounter<long>(
            "orleans-entities-reader-stopped", "{partition}", "Partitions that stand still, since their position is not one of this log.");
        meter.CreateObservableGauge("orleans-entities-reader-lag", Lags, "{event}", "How many events the readers on this silo are behind.");
    }

    public void Settled(string reader, int count) => _events.Add(count, new KeyValuePair<string, object?>("reader", reader));

    public void Parked(string reader) => _parked.Add(1, new KeyValuePair<string, object?>("reader", reader));

    public void Retried(string reader) => _retries.Add(1, new KeyValuePair<string, object?>("reader", reader));

    public void Stopped(string reader, int change) => _stopped.Add(change, new KeyValuePair<string, object?>("reader", reader));

    public void Lag(string reader, int partition, long events) => _lags[(reader, partition)] = events;

    public void Left(string reader, int partition) => _lags.TryRemove((reader, partition), out _);

    private IEnumerable<Measurement<long>> Lags() => _lags
        .GroupBy(lag => lag.Key.Reader, lag => lag.Value)
        .Select(group => new Measurement<long>(group.Sum(), new KeyValuePair<string, object?>("reader", group.Key)));
}
