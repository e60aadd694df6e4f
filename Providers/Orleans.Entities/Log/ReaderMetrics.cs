using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orleans.Entities;

/// <summary>What the readers of the log measure: dispatchers and projections alike.</summary>
internal sealed class ReaderMetrics
{
    private readonly ConcurrentDictionary<(string Reader, int Partition), Place> _places = new();
    private readonly TimeProvider _time;
    private readonly Counter<long> _events;
    private readonly Counter<long> _parked;
    private readonly Counter<long> _retries;
    private readonly UpDownCounter<long> _stopped;

    public ReaderMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;

        // The factory owns the meter.
        var meter = meters.Create("Orleans.Entities");
        _events = meter.CreateCounter<long>("orleans-entities-reader-events", "{event}", "Events that readers of the log have settled.");
        _parked = meter.CreateCounter<long>("orleans-entities-reader-parked", "{event}", "Events that a target refused.");
        _retries = meter.CreateCounter<long>("orleans-entities-reader-retries", "{call}", "Calls that failed and are made again.");
        _stopped = meter.CreateUpDownCounter<long>(
            "orleans-entities-reader-stopped", "{partition}", "Partitions that stand still, since their position is not one of this log.");
        meter.CreateObservableGauge("orleans-entities-reader-lag", Lags, "{event}", "How many events a reader on this silo is behind in a partition.");
        meter.CreateObservableGauge(
            "orleans-entities-reader-unmoved", Unmoved, "s", "For how long a reader on this silo has been behind in a partition without moving on; 0 where it is not behind.");
    }

    public void Settled(string reader, int count) => _events.Add(count, new KeyValuePair<string, object?>("reader", reader));

    public void Parked(string reader) => _parked.Add(1, new KeyValuePair<string, object?>("reader", reader));

    public void Retried(string reader) => _retries.Add(1, new KeyValuePair<string, object?>("reader", reader));

    public void Stopped(string reader, int change) => _stopped.Add(change, new KeyValuePair<string, object?>("reader", reader));

    /// <summary>Takes note of where a reader stands in a partition: everything below an offset is settled.</summary>
    public void At(string reader, int partition, long settled, LogExtent extent)
    {
        var lag = Math.Max(0, extent.Next - settled);
        _places.AddOrUpdate(
            (reader, partition),
            _ => new(settled, lag, _time.GetTimestamp()),
            (_, known) => new(settled, lag, lag == 0 || known.Lag == 0 || known.Settled != settled ? _time.GetTimestamp() : known.Since));
    }

    public void Left(string reader, int partition) => _places.TryRemove((reader, partition), out _);

    private IEnumerable<Measurement<long>> Lags() => _places.Select(place => new Measurement<long>(place.Value.Lag, Tags(place.Key)));

    private IEnumerable<Measurement<double>> Unmoved() => _places.Select(
        place => new Measurement<double>(place.Value.Lag == 0 ? 0 : _time.GetElapsedTime(place.Value.Since).TotalSeconds, Tags(place.Key)));

    private static KeyValuePair<string, object?>[] Tags((string Reader, int Partition) place) => [new("partition", place.Partition), new("reader", place.Reader)];

    private sealed record Place(long Settled, long Lag, long Since);
}
