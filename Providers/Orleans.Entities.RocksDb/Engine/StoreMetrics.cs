using System.Diagnostics.Metrics;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>What the store tells of its work, under the meter <c>Orleans.Entities.RocksDb</c>.</summary>
internal sealed class StoreMetrics : IDisposable
{
    internal const string MeterName = "Orleans.Entities.RocksDb";

    private static readonly KeyValuePair<string, object?>[] OutcomeTags =
        [.. Enum.GetNames<CommitOutcome>().Select(name => KeyValuePair.Create("outcome", (object?)name))];

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _latency;
    private readonly Histogram<int> _groupSize;
    private readonly Counter<long> _outcomes;
    private readonly Counter<long> _bytes;

    internal StoreMetrics(Func<int> queueLength)
    {
        _latency = _meter.CreateHistogram(
            "entities.rocksdb.commit.duration", "s", "From a call's arrival to its end, the disk included.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
        _groupSize = _meter.CreateHistogram(
            "entities.rocksdb.group.size", "{call}", "Calls that went to the disk together.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
        _outcomes = _meter.CreateCounter<long>("entities.rocksdb.commits", "{call}", "Calls by how they ended.");
        _bytes = _meter.CreateCounter<long>("entities.rocksdb.written", "By", "Bytes of the batches written.");
        _meter.CreateObservableGauge("entities.rocksdb.queue.length", queueLength, "{call}", "Calls that wait for the disk.");
    }

    internal void Ended(CommitOutcome outcome, TimeSpan elapsed)
    {
        _outcomes.Add(1, OutcomeTags[(int)outcome]);
        _latency.Record(elapsed.TotalSeconds);
    }

    internal void Wrote(int calls, int bytes)
    {
        _groupSize.Record(calls);
        _bytes.Add(bytes);
    }

    public void Dispose() => _meter.Dispose();
}
