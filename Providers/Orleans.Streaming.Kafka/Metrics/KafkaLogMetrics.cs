using System.Diagnostics.Metrics;

namespace Orleans.Streaming.Kafka.Metrics;

/// <summary>The meter <c>Orleans.Streaming.Kafka</c> of one log.</summary>
internal sealed class KafkaLogMetrics : IDisposable
{
    public const string MeterName = "Orleans.Streaming.Kafka";

    private readonly Histogram<double> _appends;
    private readonly Counter<long> _appended;
    private readonly Counter<long> _unreadable;

    public KafkaLogMetrics()
    {
        _appends = Meter.CreateHistogram(
            "orleans.kafka.log.append.duration", "s", "From when a commit asks for its events to be appended, and may wait for a place, until all are acknowledged.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
        _appended = Meter.CreateCounter<long>("orleans.kafka.log.appended", "{event}", "Events that were acknowledged.");
        _unreadable = Meter.CreateCounter<long>("orleans.kafka.log.unreadable", "{record}", "Records that are no events, and were passed over.");
    }

    public Meter Meter { get; } = new(MeterName);

    /// <summary>Lets the meter tell where the partitions stand.</summary>
    /// <param name="lags">By partition: how many offsets the memory of newest events is behind.</param>
    /// <param name="progress">By partition: how long ago it last brought an event.</param>
    /// <param name="replaced">How many producers were replaced.</param>
    /// <param name="rebuilt">How many consumers were given up.</param>
    public void Observe(Func<IEnumerable<Measurement<long>>> lags, Func<IEnumerable<Measurement<double>>> progress, Func<long> replaced, Func<long> rebuilt)
    {
        Meter.CreateObservableGauge("orleans.kafka.log.lag", lags, "{offset}", "How far the memory of newest events is behind its partition's end.");
        Meter.CreateObservableGauge("orleans.kafka.log.progress", progress, "s", "How long ago a partition last brought an event to this process.");
        Meter.CreateObservableCounter("orleans.kafka.log.producers.replaced", replaced, "{producer}", "Producers that failed for good.");
        Meter.CreateObservableCounter("orleans.kafka.log.consumers.rebuilt", rebuilt, "{consumer}", "Consumers that brought nothing of a partition that has data, or met what nobody expects, and were given up; those that seek among them.");
    }

    public void Appended(int events, TimeSpan duration)
    {
        _appends.Record(duration.TotalSeconds);
        _appended.Add(events);
    }

    public void Unreadable(int partition) => _unreadable.Add(1, new KeyValuePair<string, object?>("partition", partition));

    public void Dispose() => Meter.Dispose();
}
